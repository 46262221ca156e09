// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who waits while NetBird does not take reach away. */
class WithheldTest {
    private static final ObjectKey KITCHEN = group("kitchen");
    private static final ObjectKey CELLAR = group("cellar");
    private static final ObjectKey GARDEN = group("garden");
    private static final ObjectKey POLICY = new ObjectKey(Kind.POLICY, "islands", "kitchen", "all");
    private static final List<Owned> OWNED =
            List.of(owned(KITCHEN, "k"), owned(CELLAR, "c"), owned(GARDEN, "g"));
    private static final Actual.Rule WIDE =
            new Actual.Rule(true, Set.of("k"), Set.of("c"), "all", List.of(), true, true);
    private static final Actual ACTUAL =
            new Actual(
                    Map.of(),
                    Map.of("p", new Actual.Policy("p", "kitchen all", WIDE)),
                    Map.of(
                            "inside",
                            new Actual.User("inside", "user", true, true, List.of("k")),
                            "outside",
                            new Actual.User("outside", "user", true, true, List.of())),
                    Map.of(),
                    Map.of());
    private static final Change NARROW = new Change.UpdatePolicy(POLICY, "p", WIDE, true);
    private static final Change INTO_KITCHEN = new Change.AddPeers(KITCHEN, "k", Set.of("d"));
    private static final Change INTO_GARDEN = new Change.AddPeers(GARDEN, "g", Set.of("d"));

    private static ObjectKey group(String fragment) {
        return new ObjectKey(Kind.GROUP, "islands", fragment, "members");
    }

    private static Owned owned(ObjectKey key, String id) {
        return new Owned(key, "nonce-" + id, Optional.of(id));
    }

    private static Withheld withheld(List<Change> changes, Change... failing) {
        return Withheld.from(changes, List.of(failing), ACTUAL, OWNED);
    }

    @Test
    void letsNobodyIntoTheGroupsOfAPolicyThatIsNotNarrowed() {
        Change next = new Change.AddPeers(CELLAR, "c", Set.of("d"));
        Withheld parts = withheld(List.of(INTO_KITCHEN, INTO_GARDEN, next), NARROW);
        assertThat(parts.allowed()).containsExactly(INTO_GARDEN);
        assertThat(parts.waiting()).containsOnlyKeys(KITCHEN, CELLAR);
        assertThat(parts.waiting().get(CELLAR))
                .isEqualTo(
                        "nobody new is let in until NetBird does what fails: narrow policy all of"
                                + " islands/kitchen");
    }

    @Test
    void letsNobodyIntoTheGroupsOfAPolicyThatIsNotDeleted() {
        Change delete = new Change.DeletePolicy(POLICY, "p");
        assertThat(withheld(List.of(INTO_KITCHEN), delete).allowed()).isEmpty();
    }

    @Test
    void keepsOnlyTheGroupsConcernedOutOfAUsersAutoGroups() {
        Change both = new Change.AddAutoGroups(GARDEN, "mia", Set.of("k", "g"));
        Withheld parts = withheld(List.of(both), NARROW);
        assertThat(parts.allowed())
                .containsExactly(new Change.AddAutoGroups(GARDEN, "mia", Set.of("g")));
        assertThat(parts.waiting()).containsOnlyKeys(KITCHEN);
    }

    @Test
    void approvesNobodyWhoseDevicesWouldComeIn() {
        Change inside = new Change.ApproveUser(KITCHEN, "inside");
        Change outside = new Change.ApproveUser(KITCHEN, "outside");
        assertThat(withheld(List.of(inside, outside), NARROW).allowed()).containsExactly(outside);
    }

    @Test
    void closesAGroupThatSomebodyCannotBeTakenOutOf() {
        Change remove = new Change.RemovePeers(KITCHEN, "k", Set.of("old"));
        Change next = new Change.AddAutoGroups(KITCHEN, "mia", Set.of("k"));
        assertThat(withheld(List.of(next, INTO_GARDEN), remove).allowed())
                .containsExactly(INTO_GARDEN);
    }

    @Test
    void holdsNothingForWhatTakesNoReachAway() {
        Change widen = new Change.UpdatePolicy(POLICY, "p", WIDE, false);
        Change account = new Change.RemoveAutoGroups(KITCHEN, "max", Set.of("k"));
        Change unknown = new Change.DeletePolicy(POLICY, "gone");
        List<Change> all = List.of(INTO_KITCHEN, INTO_GARDEN);
        Withheld parts = withheld(all, widen, account, unknown, INTO_KITCHEN);
        assertThat(parts.allowed()).isEqualTo(all);
        assertThat(parts.waiting()).isEmpty();
    }

    @Test
    void holdsNoRevocation() {
        Change remove = new Change.RemovePeers(KITCHEN, "k", Set.of("old"));
        assertThat(withheld(List.of(remove), NARROW).allowed()).containsExactly(remove);
    }
}
