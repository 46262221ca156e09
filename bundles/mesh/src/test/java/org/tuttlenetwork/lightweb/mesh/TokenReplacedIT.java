// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.netbird.Fault;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;
import org.tuttlenetwork.lightweb.mesh.store.TokenStore;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote.Kind;
import org.tuttlenetwork.lightweb.mesh.writer.NotTheWriterException;

import java.time.Duration;
import java.util.List;

/** The network's token is replaced before it ends, whatever fails on the way. */
class TokenReplacedIT extends TokenScene {
    @Test
    void leavesATokenAloneThatLastsLongEnough() throws Exception {
        Host host = new Host(configured);
        host.writes();
        assertThat(posts()).isZero();
        assertThat(host.inUse.token()).isEqualTo(configured);
        assertThat(host.watch.view().rotated()).isFalse();
        assertThat(host.watch.view().life().orElseThrow().ends())
                .isEqualTo(now.plus(Duration.ofDays(10)));
        assertThat(host.watch.view().rotates()).contains(now.plus(Duration.ofDays(5)));
        assertThat(host.notes()).isEmpty();
    }

    @Test
    void replacesItBeforeItEndsAndDeletesItsOwnOnesOnly() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String first = host.inUse.token();
        assertThat(first).isNotEqualTo(configured);
        assertThat(made()).hasSize(1);
        assertThat(host.watch.view().rotated()).isTrue();
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
        assertThat(host.calls.get("/groups")).isNotEmpty();

        host.writes();
        assertThat(made()).as("it is not due").hasSize(1);

        // The configured one is over meanwhile.
        days(150);
        host.writes();
        String second = host.inUse.token();
        assertThat(second).isNotIn(first, configured);
        assertThat(made()).as("the one before stays until all hosts know").hasSize(2);
        host.writes();
        assertThat(made()).hasSize(1);
        assertThat(listed(USER)).as("the configured one is left").hasSize(2);
        assertThat(host.calls.get("/groups")).isNotEmpty();
        assertThat(host.inUse.token()).isEqualTo(second);
        assertThat(journal())
                .containsExactly(
                        "mesh.token.made netbird-token:network",
                        "mesh.token.made netbird-token:network",
                        "mesh.token.retired netbird-token:network");
        List.of(configured, first, second).forEach(this::requireNothingTold);
    }

    @Test
    void writesNothingWhereAnotherHostIsTheWriter() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.looks();
        assertThat(posts()).isZero();
        host.holdsTheLock = false;
        assertThatThrownBy(host::writes).isInstanceOf(NotTheWriterException.class);
        assertThat(posts()).isZero();
    }

    @Test
    void deletesATokenWhoseAnswerWasLostAndMakesAnother() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(1, 500, "POST", TOKENS, Fault.Stage.AFTER));
        assertThatThrownBy(host::writes).hasMessageContaining("500");
        assertThat(made()).hasSize(1);
        String lost = made().getFirst();
        assertThat(host.inUse.token()).isEqualTo(configured);
        assertThat(host.notes()).contains(Kind.ROTATION_FAILED);

        // The next one may be another host, after this one crashed.
        Host other = new Host(configured);
        other.writes();
        assertThat(made()).hasSize(1).doesNotContain(lost);
        assertThat(other.inUse.token()).isNotEqualTo(configured);
        assertThat(rows()).contains("USED").doesNotContain("BEGUN");
    }

    @Test
    void forgetsWhatWasBegunAndNeverMade() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(1, 500, "POST", TOKENS, Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("500");
        host.writes();
        assertThat(rows()).contains("BEGUN", "USED");
        now = now.plus(Duration.ofHours(1));
        host.writes();
        assertThat(rows()).contains("USED").doesNotContain("BEGUN");
        assertThat(made()).hasSize(1);
    }

    @Test
    void goesOnWithATokenThatWasKeptAndNotTried() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(3, 503, "GET", "/api/accounts", Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("503");
        assertThat(host.inUse.token()).isEqualTo(configured);
        assertThat(rows()).contains("KEPT");

        Host other = new Host(configured);
        other.writes();
        assertThat(posts()).as("no second one is made").isEqualTo(1);
        assertThat(other.inUse.token()).isNotEqualTo(configured);
        assertThat(made()).hasSize(1);
    }

    @Test
    void isNotHinderedByOneThatCannotBeDeleted() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String first = host.inUse.token();
        rig.netbird.fail(new Fault(Integer.MAX_VALUE, 403, "DELETE", TOKENS, Fault.Stage.BEFORE));
        days(150);
        host.writes();
        days(150);
        host.writes();
        assertThat(made()).hasSize(3);
        assertThat(host.inUse.token()).isNotEqualTo(first);
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
        rig.netbird.behave();
        host.writes();
        assertThat(made()).hasSize(1);
        assertThat(rows()).contains("USED").doesNotContain("RETIRED");
    }

    /** Two hosts may go on with the same one, where the writer's lock broke in between. */
    @Test
    void usesATokenOnceThoughTwoHostsTryIt() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(3, 503, "GET", "/api/accounts", Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("503");
        TokenStore store = new TokenStore(Rig.MASTER_KEY);
        StoredToken kept = rig.database().read(tx -> store.all(tx, TokenRole.NETWORK)).getFirst();
        host.writes();
        assertThat(rig.database().<Boolean>write(tx -> store.use(tx, kept))).isFalse();
        host.inUse.reload();
        assertThat(host.inUse.token()).isEqualTo(kept.made().orElseThrow().plain());
    }

    @Test
    void waitsOutARateLimitAndAShortFailure() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(2, 429, "GET", "/api/users", Fault.Stage.BEFORE));
        rig.netbird.fail(new Fault(1, 503, "GET", TOKENS, Fault.Stage.BEFORE));
        rig.netbird.fail(new Fault(2, 429, "POST", TOKENS, Fault.Stage.BEFORE));
        host.writes();
        assertThat(host.watch.view().rotated()).isTrue();
        assertThat(made()).hasSize(1);
    }
}
