// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote.Kind;

import java.time.Duration;

/** No host is ever without a token that works, as long as there is one. */
class TokenInUseIT extends TokenScene {
    @Test
    void fallsBackToTheConfiguredOneWhereItsOwnWasDeleted() throws Exception {
        Host host = new Host(configured);
        days(5);
        host.writes();
        String lost = host.inUse.token();
        delete(made().getFirst());
        assertThat(host.calls.get("/groups")).isNotEmpty();
        assertThat(host.inUse.token()).isEqualTo(configured);
        host.looks();
        assertThat(host.notes()).containsExactly(Kind.REFUSED);
        assertThat(host.watch.view().rotated()).isFalse();

        host.writes();
        assertThat(host.inUse.token()).isNotIn(configured, lost);
        assertThat(made()).hasSize(1);
        host.writes();
        assertThat(journal()).filteredOn(one -> one.contains("retired")).hasSize(1);
    }

    @Test
    void saysSoWhereNoTokenWorks() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        listed(USER).forEach(token -> delete(token.path("id").asText()));
        assertThatThrownBy(() -> host.calls.get("/groups"))
                .isInstanceOfSatisfying(
                        NetbirdException.class, e -> assertThat(e.isUnreachable()).isTrue())
                .hasMessageContaining("etc/lightweb.mesh.cfg");
        assertThatThrownBy(host::writes).hasMessageContaining("does not take the token");
    }

    @Test
    void prefersATokenThatIsConfiguredLater() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String before = host.inUse.token();

        days(1);
        String fresh = rig.netbird.issueToken(USER, Duration.ofDays(100));
        Host changed = new Host(fresh);
        assertThat(changed.inUse.token()).isEqualTo(fresh);
        changed.writes();
        changed.writes();
        assertThat(made()).isEmpty();
        assertThat(rows()).isEmpty();
        assertThat(changed.inUse.token()).isEqualTo(fresh).isNotEqualTo(before);
        // A host that has the old file yet goes on with what that says.
        assertThat(host.calls.get("/groups")).isNotEmpty();
        assertThat(host.inUse.token()).isEqualTo(configured);
    }

    @Test
    void deletesWhatAServiceUserOfBeforeLeft() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String other = serviceUser("network_admin");
        Host changed = new Host(rig.netbird.issueToken(other, Duration.ofDays(100)));
        changed.writes();
        changed.writes();
        assertThat(made()).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void bringsAnotherHostToTheNewTokenAtLatestWhereItsOwnIsRefused() throws Exception {
        Host writer = new Host(configured);
        Host other = new Host(configured);
        days(6);
        writer.writes();
        other.looks();
        String first = other.inUse.token();
        assertThat(first).isEqualTo(writer.inUse.token());
        days(150);
        writer.writes();
        writer.writes();
        assertThat(other.inUse.token()).isEqualTo(first);
        assertThat(other.calls.get("/groups")).isNotEmpty();
        assertThat(other.inUse.token()).isEqualTo(writer.inUse.token()).isNotEqualTo(first);
    }
}
