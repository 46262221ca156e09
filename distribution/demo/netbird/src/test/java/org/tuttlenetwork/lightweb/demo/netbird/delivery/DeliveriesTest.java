// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.DemoAccount;
import org.tuttlenetwork.lightweb.demo.netbird.state.Store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** netbird.md §5.1, with time turned by hand. */
class DeliveriesTest {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final HandAgenda agenda = new HandAgenda();
    private final Account account = DemoAccount.create(START);
    private final Store store = new Store(null, account);
    private final Deliveries deliveries = new Deliveries(store, agenda);
    private final String peer = account.peerNamed("mia-phone").orElseThrow().path("id").asText();

    private static final class HandAgenda implements Agenda {
        private record Due(Instant at, Runnable task) {}

        private final List<Due> due = new ArrayList<>();
        private Instant now = START;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void after(Duration delay, Runnable task) {
            due.add(new Due(now.plus(delay), task));
        }

        void until(long millis) {
            Instant end = START.plusMillis(millis);
            while (true) {
                Due next = due.stream().min(Comparator.comparing(Due::at)).orElse(null);
                if (next == null || next.at().isAfter(end)) {
                    now = end;
                    return;
                }
                due.remove(next);
                now = next.at();
                next.task().run();
            }
        }
    }

    private List<Long> delivered() {
        return deliveries.of(peer).stream()
                .map(map -> Duration.between(START, map.at()).toMillis())
                .toList();
    }

    @Test
    void deliversAfterTheAccountBufferWhereItWasQuiet() {
        deliveries.dispatch(Set.of(peer));
        agenda.until(5000);
        assertThat(delivered()).containsExactly(100L);
    }

    @Test
    void holdsASecondUpdateUntilASecondOfQuiet() {
        deliveries.dispatch(Set.of(peer));
        agenda.until(500);
        deliveries.dispatch(Set.of(peer));
        agenda.until(5000);
        assertThat(delivered()).containsExactly(100L, 1600L);
    }

    @Test
    void starvesUnderADripAndConvergesASecondAfterIt() {
        for (int at = 0; at <= 15_000; at += 900) {
            agenda.until(at);
            deliveries.dispatch(Set.of(peer));
        }
        agenda.until(20_000);
        assertThat(delivered()).containsExactly(100L, 14_400L + 100 + 1000);
    }

    @Test
    void deliversEachOfADripThatLeavesQuiet() {
        for (int at = 0; at <= 6000; at += 1200) {
            agenda.until(at);
            deliveries.dispatch(Set.of(peer));
        }
        agenda.until(20_000);
        assertThat(delivered()).containsExactly(100L, 1300L, 2500L, 3700L, 4900L, 6100L);
    }

    @Test
    void sendsTheMapAsItIsThenAndNothingToWhoIsAway() {
        String everybody = account.everybody().id();
        deliveries.dispatch(Set.of(peer));
        account.groups.computeIfPresent(everybody, (id, all) -> all.without(peer));
        agenda.until(500);
        assertThat(deliveries.of(peer).getLast().peers()).isEmpty();
        store.change(all -> all.peers.get(peer).put("connected", false));
        agenda.until(3000);
        deliveries.dispatch(Set.of(peer));
        agenda.until(6000);
        assertThat(delivered()).containsExactly(100L);
    }
}
