// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.mesh.netbird.ListedToken;
import org.tuttlenetwork.lightweb.mesh.netbird.MadeToken;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole.Fit;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.Origin;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.State;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which of the listed tokens is the configured one. */
class WhichTokenTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TokenLife LIFE = new TokenLife(NOW.minusSeconds(99), NOW.plusSeconds(99));

    private static ListedToken listed(String id, String name, Instant used) {
        return new ListedToken(id, name, LIFE, used);
    }

    private static StoredToken ours(String nonce, Optional<MadeToken> made) {
        Origin origin = new Origin("told", "user", Optional.empty());
        return new StoredToken(
                nonce,
                TokenRole.NETWORK,
                made.isPresent() ? State.USED : State.BEGUN,
                origin,
                NOW,
                made);
    }

    @Test
    void isCertainOfTheOnlyOneThatIsNotOurs() {
        ListedToken known = listed("1", "renamed", NOW);
        ListedToken begun = listed("2", "LightWeb network [lw:abc]", NOW);
        ListedToken over =
                new ListedToken("3", "old", new TokenLife(NOW.minusSeconds(9), NOW), NOW);
        ListedToken configured = listed("4", "lightweb", Instant.EPOCH);
        List<StoredToken> made =
                List.of(
                        ours("abc", Optional.empty()),
                        ours("def", Optional.of(new MadeToken("1", "secret", LIFE))));
        WhichToken which =
                WhichToken.configured(List.of(known, begun, over, configured), made, NOW);
        assertThat(which.token()).contains(configured);
        assertThat(which.certain()).isTrue();
    }

    @Test
    void takesTheOneUsedLastOfSeveralAndSaysThatItIsNotCertain() {
        ListedToken never = listed("1", "a", Instant.EPOCH);
        ListedToken now = listed("2", "b", NOW);
        ListedToken before = listed("3", "c", NOW.minusSeconds(61));
        WhichToken which = WhichToken.configured(List.of(never, now, before), List.of(), NOW);
        assertThat(which.token()).contains(now);
        assertThat(which.certain()).isFalse();
    }

    @Test
    void takesTheOneThatEndsFirstOfThoseUsedTogether() {
        ListedToken now = listed("1", "a", NOW);
        TokenLife shorter = new TokenLife(NOW.minusSeconds(9), NOW.plusSeconds(9));
        ListedToken beside = new ListedToken("2", "b", shorter, NOW.minusSeconds(60));
        WhichToken which = WhichToken.configured(List.of(now, beside), List.of(), NOW);
        assertThat(which.token()).contains(beside);
    }

    @Test
    void knowsNoneWhereNoneIsLeft() {
        assertThat(WhichToken.configured(List.of(), List.of(), NOW).token()).isEmpty();
    }

    @Test
    void tellsNoTokenInItsText() {
        assertThat(ours("abc", Optional.of(new MadeToken("1", "nbp_secret", LIFE))).toString())
                .doesNotContain("nbp_secret");
    }

    @ParameterizedTest
    @CsvSource({
        "NETWORK, network_admin, RIGHT",
        "NETWORK, admin, MORE_THAN_NEEDED",
        "NETWORK, auditor, WRONG",
        "ADMIN, admin, RIGHT",
        "ADMIN, owner, MORE_THAN_NEEDED",
        "ADMIN, network_admin, WRONG",
        "ADMIN, some_new_role, WRONG"
    })
    void judgesARole(TokenRole role, String name, Fit fit) {
        assertThat(role.fit(name)).isEqualTo(fit);
    }
}
