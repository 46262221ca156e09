// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class LeavingTest {
    private static final FragmentKey KITCHEN = new FragmentKey("islands", "kitchen");
    private static final ObjectKey MEMBERS = KITCHEN.object(Kind.GROUP, "members");
    private static final ObjectKey COOKS = KITCHEN.object(Kind.GROUP, "cooks");
    private static final List<Owned> OWNED =
            List.of(
                    new Owned(MEMBERS, "a", Optional.of("g-members")),
                    new Owned(COOKS, "b", Optional.of("g-cooks")));

    private final NetbirdModel netbird = new NetbirdModel(() -> false);

    @BeforeEach
    void aKitchen() {
        for (String name : List.of("mia", "max")) {
            netbird.users.put(
                    name,
                    new Actual.User(
                            name,
                            "user",
                            false,
                            false,
                            List.of("theirs", "g-members", "g-cellar")));
            peer(name + "-phone", name);
        }
        peer("server", "");
        group("g-members", Set.of("mia-phone", "max-phone", "server"));
        group("g-cooks", Set.of("max-phone"));
        group("g-cellar", Set.of("mia-phone"));
    }

    private void peer(String id, String user) {
        netbird.peers.put(id, new Actual.Peer(id, id, user, "", "", true));
    }

    private void group(String id, Set<String> peers) {
        netbird.groups.put(id, new Actual.Group(id, id, peers));
    }

    private List<Change> leaving(String... members) {
        Set<UserId> users = Set.copyOf(List.of(members).stream().map(UserId::new).toList());
        MeshGroup group = new MeshGroup("members", "kitchen", users, Set.of());
        Fragment fragment = new Fragment("kitchen", List.of(group), List.of(), List.of());
        Desired some = new Desired(List.of(new Declared("islands", fragment)), Set.of());
        return Leaving.of(some, netbird.actual(), OWNED);
    }

    @Test
    void takesWhoGoesOutOfTheGroupAndThenOutOfTheirAutoGroups() {
        assertThat(leaving("max"))
                .containsExactly(
                        new Change.RemovePeers(COOKS, "g-cooks", Set.of("max-phone")),
                        new Change.RemovePeers(MEMBERS, "g-members", Set.of("mia-phone")),
                        new Change.RemoveAutoGroups(MEMBERS, "mia", Set.of("g-members")));
    }

    @Test
    void leavesMachinesAndOtherFragmentsAlone() {
        assertThat(leaving("max", "mia"))
                .containsExactly(new Change.RemovePeers(COOKS, "g-cooks", Set.of("max-phone")));
    }

    @Test
    void emptiesAllGroupsOfWhatWasTakenBack() {
        Desired withdrawn = new Desired(List.of(), Set.of(KITCHEN));
        assertThat(Leaving.of(withdrawn, netbird.actual(), OWNED))
                .contains(
                        new Change.RemovePeers(
                                MEMBERS, "g-members", Set.of("mia-phone", "max-phone")),
                        new Change.RemovePeers(COOKS, "g-cooks", Set.of("max-phone")))
                .hasSize(4);
    }

    @Test
    void isDoneOnceItWasDone() {
        Actual before = netbird.actual();
        Actual after = before.after(leaving("max"));
        assertThat(after.groups().get("g-members").peers())
                .containsExactlyInAnyOrder("max-phone", "server");
        assertThat(after.users().get("mia").autoGroups()).containsExactly("theirs", "g-cellar");
        assertThat(after.users().get("max")).isEqualTo(before.users().get("max"));
    }
}
