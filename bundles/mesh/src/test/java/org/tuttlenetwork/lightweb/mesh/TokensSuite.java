// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.netbird.ListedToken;
import org.tuttlenetwork.lightweb.mesh.netbird.MadeToken;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUser;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUserTokens;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** How NetBird's tokens behave, by which the mesh calls it. */
abstract class TokensSuite extends NetbirdSuite {
    TokensSuite(SuiteServer server) {
        super(server);
    }

    @Test
    void tellsARevokedTokenFromSomethingMissing() throws Exception {
        String name = run + " network_admin";
        JsonNode user =
                StreamSupport.stream(owner.done("GET", "/api/users", "").spliterator(), false)
                        .filter(one -> one.path("name").asText().equals(name))
                        .findFirst()
                        .orElseThrow();
        String tokens = "/api/users/" + user.path("id").asText() + "/tokens";
        String token = owner.done("GET", tokens, "").path(0).path("id").asText();
        owner.done("DELETE", tokens + "/" + token, "");
        assertThatThrownBy(() -> netbird.isGone(Kind.GROUP, "nowhere"))
                .isInstanceOfSatisfying(
                        NetbirdException.class, e -> assertThat(e.isUnreachable()).isTrue())
                .hasMessageContaining("token");
    }

    @Test
    void makesTriesAndDeletesATokenOfItsOwn() throws Exception {
        ServiceUserTokens network = new ServiceUserTokens(calls(networkToken));
        ServiceUser self = network.owner().orElseThrow();
        assertThat(self.role()).isEqualTo("network_admin");
        ListedToken given = only(network.of(self.id()));
        assertThat(given.name()).isEqualTo(run);
        assertThat(given.lastUsed()).isAfter(Instant.EPOCH);
        assertThat(Duration.between(given.life().from(), given.life().ends()))
                .isBetween(Duration.ofHours(23), Duration.ofHours(25));

        MadeToken made = network.make(self.id(), run + " next", 2);
        assertThat(network.takes(made.plain())).isTrue();
        ListedToken listed =
                network.of(self.id()).stream()
                        .filter(one -> one.id().equals(made.id()))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.name()).isEqualTo(run + " next");
        assertThat(listed.life().ends()).isCloseTo(made.life().ends(), within(1, SECONDS));
        assertThat(new ServiceUserTokens(calls(made.plain())).owner()).contains(self);
        network.delete(self.id(), made.id());
        network.delete(self.id(), made.id());
        assertThat(network.takes(made.plain())).isFalse();
        assertThat(only(network.of(self.id())).id()).isEqualTo(given.id());
        assertThatThrownBy(() -> network.make(self.id(), run, 366)).hasMessageContaining("422");
    }

    /** The one that the listing's own call was made with is the one used last. */
    @Test
    void notesTheUseOfATokenBeforeItAnswers() throws Exception {
        ServiceUserTokens network = new ServiceUserTokens(calls(networkToken));
        String self = network.owner().orElseThrow().id();
        MadeToken other = network.make(self, run + " other", 1);
        assertThat(network.takes(other.plain())).isTrue();
        assertThat(usedLast(network.of(self))).isNotEqualTo(other.id());
        ServiceUserTokens byTheOther = new ServiceUserTokens(calls(other.plain()));
        assertThat(usedLast(byTheOther.of(self))).isEqualTo(other.id());
    }

    private static String usedLast(List<ListedToken> tokens) {
        return tokens.stream().max(Comparator.comparing(ListedToken::lastUsed)).orElseThrow().id();
    }

    @Test
    void letsAdministratorsOnlyAtTokensOfOtherServiceUsers() throws Exception {
        ServiceUserTokens network = new ServiceUserTokens(calls(networkToken));
        ServiceUserTokens admin = new ServiceUserTokens(calls(adminToken));
        String networkUser = network.owner().orElseThrow().id();
        String adminUser = admin.owner().orElseThrow().id();
        MadeToken made = network.make(networkUser, run + " next", 1);
        assertThat(admin.of(networkUser)).extracting(ListedToken::id).contains(made.id());
        admin.delete(networkUser, made.id());
        assertThat(network.takes(made.plain())).isFalse();
        assertThatThrownBy(() -> network.of(adminUser)).hasMessageContaining("403");
        assertThatThrownBy(() -> network.make(adminUser, run, 1)).hasMessageContaining("403");
        assertThatThrownBy(() -> admin.of("nobody")).hasMessageContaining("404");
    }

    private static ListedToken only(List<ListedToken> tokens) {
        assertThat(tokens).hasSize(1);
        return tokens.getFirst();
    }
}
