// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.netbird.Fault;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote.Kind;

import java.time.Duration;

/** An administrator is told what a token lacks, and when it ends. */
class TokenNotesIT extends TokenScene {
    @Test
    void saysThatARoleIsWrongOrMoreThanNeeded() throws Exception {
        String auditor = rig.netbird.issueToken(serviceUser("auditor"), Duration.ofDays(2));
        Host wrong = new Host(auditor);
        days(1);
        wrong.writes();
        assertThat(wrong.notes()).contains(Kind.WRONG_ROLE);
        assertThat(wrong.watch.view().needsAPerson()).isTrue();
        assertThat(posts()).isZero();
        Host more = new Host(rig.netbird.issueToken(serviceUser("admin"), Duration.ofDays(90)));
        more.writes();
        assertThat(more.notes()).containsExactly(Kind.MORE_THAN_NEEDED);
        assertThat(more.watch.view().needsAPerson()).isFalse();
        Host person = new Host(rig.netbird.issueToken(DemoNetbird.OWNER_USER, Duration.ofDays(90)));
        person.writes();
        assertThat(person.notes()).containsExactly(Kind.NO_SERVICE_USER);
        assertThat(person.watch.view().needsAPerson()).isTrue();
    }

    @Test
    void needsAPersonWhereItCannotBeReplaced() throws Exception {
        Host host = new Host(configured);
        host.looks();
        days(6);
        rig.netbird.fail(new Fault(9, 403, "POST", TOKENS, Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("403");
        assertThat(host.notes()).containsExactly(Kind.ROTATION_FAILED, Kind.ENDS_SOON);
        assertThat(host.watch.view().needsAPerson()).isTrue();
        // Another host does not know why, but sees that it was due a day ago.
        Host other = new Host(configured);
        other.looks();
        assertThat(other.notes()).containsExactly(Kind.ENDS_SOON);
        rig.netbird.behave();
        host.writes();
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
    }

    @Test
    void isNotCertainOfOneAmongOthers() throws Exception {
        rig.netbird.issueToken(USER, Duration.ofDays(100));
        Host host = new Host(configured);
        host.looks();
        assertThat(host.notes()).containsExactly(Kind.UNCERTAIN);
        assertThat(host.watch.view().life().orElseThrow().ends())
                .isEqualTo(now.plus(Duration.ofDays(10)));
    }

    @Test
    void keepsWhatItSawWhileNetbirdIsDown() throws Exception {
        Host host = new Host(configured);
        host.looks();
        rig.netbird.down(true);
        assertThatThrownBy(host::looks).isInstanceOf(NetbirdException.class);
        assertThat(host.watch.view().life()).isPresent();
        assertThat(host.notes()).containsExactly(Kind.NOT_SEEN);
        // It goes on being judged by the time that passes.
        days(6);
        assertThatThrownBy(host::looks).isInstanceOf(NetbirdException.class);
        assertThat(host.notes()).containsExactly(Kind.NOT_SEEN, Kind.ENDS_SOON);
        rig.netbird.behave();
        host.writes();
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
    }
}
