// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class PlannerTest {
    private static final ObjectKey MEMBERS =
            new ObjectKey(ObjectKey.Kind.GROUP, "islands", "kitchen", "members");
    private static final FragmentKey KITCHEN = new FragmentKey("islands", "kitchen");

    private final NetbirdModel netbird = new NetbirdModel(() -> false);

    @BeforeEach
    void someoneWithADevice() {
        netbird.users.put("mia", new Actual.User("mia", "user", false, false, List.of()));
        netbird.peers.put("p1", new Actual.Peer("p1", "mia-phone", "mia", "", "", true));
    }

    private static Desired island(Set<UserId> members) {
        MeshGroup group = new MeshGroup("members", "kitchen", members, Set.of());
        Fragment fragment = new Fragment("kitchen", List.of(group), List.of(), List.of());
        return new Desired(List.of(new Declared("islands", fragment)), Set.of());
    }

    private Plan plan(Desired desired) {
        return Planner.plan(desired, netbird.actual(), netbird.owned());
    }

    private void converge(Desired desired) {
        for (Plan plan = plan(desired); !plan.isEmpty(); plan = plan(desired)) {
            plan.changes().forEach(netbird::apply);
        }
    }

    @Test
    void takesDevicesOutBeforeTheAutoGroup() {
        converge(island(Set.of(new UserId("mia"))));
        assertThat(plan(island(Set.of())).changes())
                .extracting(change -> change.getClass().getSimpleName())
                .containsExactly("RemovePeers", "RemoveAutoGroups");
    }

    @Test
    void waitsForAUserWithoutAnAccount() {
        converge(island(Set.of(new UserId("nora"))));
        netbird.users.put("nora", new Actual.User("nora", "user", true, true, List.of()));
        assertThat(plan(island(Set.of(new UserId("nora")))).changes())
                .extracting(change -> change.getClass().getSimpleName())
                .containsExactly("ApproveUser", "AddAutoGroups");
    }

    @Test
    void findsAUserBehindNetbirdsOwnIdentityProvider() {
        // The protocol buffer {1: "mia", 2: "zitadel-x"}, in Base64 without padding.
        String id = "CgNtaWESCXppdGFkZWwteA";
        assertThat(Subjects.of(id)).isEqualTo("mia");
        assertThat(Subjects.of("Cgarbage")).isEqualTo("Cgarbage");
        netbird.users.clear();
        netbird.users.put(id, new Actual.User(id, "user", false, false, List.of()));
        netbird.peers.put("p1", new Actual.Peer("p1", "mia-phone", id, "", "", true));
        converge(island(Set.of(new UserId("mia"))));
        String group = netbird.owned.get(MEMBERS).netbirdId().orElseThrow();
        assertThat(netbird.groups.get(group).peers()).containsExactly("p1");
        assertThat(netbird.users.get(id).autoGroups()).containsExactly(group);
    }

    @Test
    void removesNobodyBecauseAListingIsShort() {
        Desired desired = island(Set.of(new UserId("mia")));
        converge(desired);
        netbird.peers.clear();
        netbird.users.clear();
        assertThat(plan(desired).changes()).isEmpty();
    }

    @Test
    void forgetsWhatIsMissingBeforeItMakesItAnew() {
        Desired desired = island(Set.of());
        converge(desired);
        netbird.groups.clear();
        assertThat(plan(desired).changes()).singleElement().isInstanceOf(Change.Forget.class);
    }

    @Test
    void holdsWhatNobodyDeclaresAndNobodyTookBack() {
        converge(island(Set.of(new UserId("mia"))));
        Plan lost = plan(new Desired(List.of(), Set.of()));
        assertThat(lost.changes()).isEmpty();
        assertThat(lost.orphaned()).extracting(Change::key).containsOnly(MEMBERS);
        assertThat(lost.orphaned())
                .extracting(change -> change.getClass().getSimpleName())
                .containsExactly("RemovePeers", "RemoveAutoGroups", "DeleteGroup");
        assertThat(plan(new Desired(List.of(), Set.of(KITCHEN))).changes()).isNotEmpty();
    }

    @Test
    void adoptsOnlyByTheNonceOfAnOpenCreation() {
        Desired desired = island(Set.of());
        netbird.owned.put(MEMBERS, new Owned(MEMBERS, "abc", Optional.empty()));
        String stranger = netbird.foreignGroup("kitchen [lw:abd]", Set.of());
        assertThat(plan(desired).changes()).singleElement().isInstanceOf(Change.CreateGroup.class);
        String ours = netbird.foreignGroup("kitchen [lw:abc]", Set.of());
        assertThat(plan(desired).changes()).containsExactly(new Change.Adopt(MEMBERS, ours));
        assertThat(stranger).isNotEqualTo(ours);
    }

    @Test
    void deletesAPolicyWhoseGroupIsTakenBack() {
        Desired island = island(Set.of());
        GroupRef members = new GroupRef.Declared("islands", "kitchen", "members");
        MeshPolicy policy =
                new MeshPolicy("p", "wiki", members, members, Protocol.TCP, List.of(80), false);
        Declared service =
                new Declared(
                        "catalog", new Fragment("wiki", List.of(), List.of(policy), List.of()));
        converge(new Desired(List.of(island.declared().getFirst(), service), Set.of()));
        assertThat(netbird.policies).hasSize(1);
        Desired alone = new Desired(List.of(service), Set.of(KITCHEN));
        converge(alone);
        assertThat(netbird.policies).isEmpty();
        assertThat(netbird.groups).isEmpty();
        assertThat(plan(alone).waiting()).hasSize(1);
    }

    @Test
    void keepsAPolicyWhoseForeignGroupIsNotListed() {
        String core = netbird.foreignGroup("core", Set.of());
        GroupRef foreign = new GroupRef.Foreign("core");
        MeshPolicy policy =
                new MeshPolicy("p", "x", foreign, foreign, Protocol.TCP, List.of(80), false);
        Desired desired =
                new Desired(
                        List.of(
                                new Declared(
                                        "mesh",
                                        new Fragment("i", List.of(), List.of(policy), List.of()))),
                        Set.of());
        converge(desired);
        netbird.groups.remove(core);
        assertThat(plan(desired).changes()).isEmpty();
        assertThat(plan(desired).waiting()).hasSize(1);
    }

    @Test
    void narrowsBeforeItGrants() {
        GroupRef own = new GroupRef.Own("members");
        converge(policy(own, Protocol.ALL, List.of()));
        assertThat(plan(policy(own, Protocol.TCP, List.of(80))).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.isRevocation()).isTrue());
        converge(policy(own, Protocol.TCP, List.of(80)));
        assertThat(plan(policy(own, Protocol.TCP, List.of(80, 443))).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.isRevocation()).isFalse());
    }

    private static Desired policy(GroupRef own, Protocol protocol, List<Integer> ports) {
        MeshGroup group = new MeshGroup("members", "kitchen", Set.of(), Set.of());
        MeshPolicy policy = new MeshPolicy("p", "rule", own, own, protocol, ports, true);
        Fragment fragment = new Fragment("kitchen", List.of(group), List.of(policy), List.of());
        return new Desired(List.of(new Declared("islands", fragment)), Set.of());
    }
}
