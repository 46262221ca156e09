// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.plan.Withheld;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class LedgerIT {
    private static final int MANY = 45;

    private final TestDatabase postgres = TestDatabase.start();
    private final Database own = postgres.unit("mesh", List.of(), FragmentStore.class);
    private final Database islands = postgres.unit("islands", List.of(), LedgerIT.class);
    private final FragmentStore store = new FragmentStore();
    private final Ledger ledger =
            new Ledger(own, new Findings(own, Clock.systemUTC()), Clock.systemUTC());
    private int looks;

    @BeforeEach
    void declare() {
        islands.write(
                tx -> {
                    for (int i = 0; i < MANY; i++) {
                        String name = "island-" + i;
                        store.declare(tx, new Fragment(name, List.of(), List.of(), List.of()));
                    }
                    return MANY;
                });
    }

    @AfterEach
    void close() {
        postgres.close();
    }

    private boolean settle(Map<ObjectKey, String> waiting, boolean urgent, FragmentKey... busy)
            throws NetbirdException {
        Ledger.Told told =
                new Ledger.Told(
                        new Plan(List.of(), waiting, List.of()),
                        new Troubles(),
                        new Withheld(List.of(), Map.of()),
                        List.of());
        return ledger.settle(
                own.read(store::all),
                told,
                Set.of(busy),
                () -> {
                    looks++;
                    return urgent;
                });
    }

    private long applied() {
        return own.read(store::all).stream()
                .map(StoredFragment::state)
                .filter(state -> state.state() == State.APPLIED)
                .count();
    }

    @Test
    void looksUpWhileItWritesManyDown() throws Exception {
        assertThat(settle(Map.of(), false)).isTrue();
        assertThat(applied()).isEqualTo(MANY);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void leavesTheRestWhereSomethingMoreUrgentComes() throws Exception {
        assertThat(settle(Map.of(), true)).isFalse();
        assertThat(applied()).isEqualTo(20);
        assertThat(settle(Map.of(), false)).isTrue();
        assertThat(applied()).isEqualTo(MANY);
    }

    @Test
    void writesNothingThatIsAsItWas() throws Exception {
        settle(Map.of(), false);
        List<StoredFragment> before = own.read(store::all);
        looks = 0;
        assertThat(settle(Map.of(), true)).isTrue();
        assertThat(looks).isZero();
        assertThat(own.read(store::all)).isEqualTo(before);
    }

    @Test
    void leavesWhatIsUnderWayAndTellsWhatWaits() throws Exception {
        FragmentKey busy = new FragmentKey("islands", "island-1");
        ObjectKey members = new ObjectKey(Kind.GROUP, "islands", "island-2", "members");
        ObjectKey names = new ObjectKey(Kind.ZONE, "islands", "island-2", "names");
        settle(Map.of(members, "mia has no device", names, "another zone"), false, busy);
        List<StoredFragment> open =
                own.read(store::all).stream()
                        .filter(one -> one.state().state() == State.PENDING)
                        .toList();
        assertThat(open)
                .extracting(one -> one.fragment().name(), one -> one.state().detail())
                .containsExactlyInAnyOrder(
                        tuple("island-1", ""),
                        tuple("island-2", "another zone; mia has no device"));
    }

    /** What is taken back and waits is stored once, so that what comes after it has its turn. */
    @Test
    void comesToAnEndThoughItIsInterruptedEachTime() throws Exception {
        Map<ObjectKey, String> waiting = new HashMap<>();
        islands.write(
                tx -> {
                    for (int i = 0; i < 25; i++) {
                        String name = "island-" + i;
                        store.withdraw(tx, name);
                        waiting.put(
                                new ObjectKey(Kind.GROUP, "islands", name, "members"), "in use");
                    }
                    return waiting;
                });
        assertThat(settle(waiting, true)).isFalse();
        assertThat(settle(waiting, true)).isFalse();
        assertThat(settle(waiting, true)).isTrue();
        assertThat(applied()).isEqualTo(MANY - 25);
    }
}
