// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;

import java.time.Duration;

/** The room watches its tokens by itself, and shows them. */
class RoomTokensIT extends TokenScene {
    @Test
    void bringsAllHostsToTheNewTokensAndShowsThem() {
        Settings settings = rig.settings(configured, DemoNetbird.ADMIN_TOKEN);
        days(6);
        MeshRoom one = rig.start(settings, clock);
        Rig.until("the writer", () -> one.progress().isWriter());
        MeshRoom other = rig.start(settings, clock);
        Rig.until("the rotation", () -> one.tokens().getFirst().rotated());
        Rig.until("the other host", () -> other.tokens().getFirst().rotated());
        assertThat(other.progress().isWriter()).isFalse();
        assertThat(one.tokens()).isEqualTo(other.tokens());
        assertThat(one.overview().findings().getFirst()).startsWith("a new network token");
        assertThat(made()).hasSize(1);
    }

    @Test
    void writesNothingWhileARestoredStateIsHeld() {
        days(6);
        rig.postgres.restored();
        MeshRoom room = rig.start(rig.settings(configured, DemoNetbird.ADMIN_TOKEN), clock);
        Rig.until("the writer", () -> room.progress().isWriter());
        Rig.until("a look", () -> room.tokens().getFirst().life().isPresent());
        assertThat(room.tokens().getFirst().rotated()).isFalse();
        assertThat(made()).isEmpty();
    }

    @Test
    void degradesTheHostWhereARoleIsWrong() {
        String wrong = rig.netbird.issueToken(serviceUser("auditor"), Duration.ofDays(90));
        MeshRoom room = rig.start(rig.settings(configured, wrong));
        Rig.until("it to be said", () -> room.health().detail().contains("auditor"));
        assertThat(room.health().detail())
                .contains("admin token (admin_token)", "it needs admin.", "Give it that role");
        assertThat(room.health().detail()).doesNotContain(wrong);
    }
}
