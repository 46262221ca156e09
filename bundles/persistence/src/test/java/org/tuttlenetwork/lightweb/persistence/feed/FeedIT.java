// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class FeedIT {
    private TestDatabase postgres;
    private Database unit;

    @BeforeEach
    void start() {
        postgres = TestDatabase.start();
        unit = postgres.unit("feeding", List.of(), FeedIT.class);
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void saysGoneOnlyToWhomSomethingIsMissing() throws Exception {
        publish("feeding.old", "a");
        publish("feeding.old", "b");
        long old = numbered(2);
        age("feeding.old", 8);
        publish("feeding.new", "c");
        numbered(1);
        FeedStore store = postgres.running().feedStore();
        new Retention(store, Duration.ofDays(7), List.of("devices.")).run();
        assertThatThrownBy(() -> postgres.feed().after(old - 1, Set.of(), 10))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.GONE));
        assertThat(postgres.feed().after(old, Set.of(), 10))
                .extracting(FeedEntry::key)
                .containsExactly("c");
        assertThat(postgres.feed().after(0, Set.of(), 10)).hasSize(1);
    }

    @Test
    void keepsChangesOfDevicesForLessThanAnHour() throws Exception {
        publish("devices.device", "d");
        publish("feeding.new", "e");
        long latest = numbered(2);
        ageMinutes(55);
        new Retention(postgres.running().feedStore(), Duration.ofDays(7), List.of("devices."))
                .run();
        assertThat(postgres.feed().after(0, Set.of(), 10))
                .extracting(FeedEntry::key)
                .containsExactly("e");
        assertThat(postgres.feed().after(latest, Set.of("devices.device"), 10)).isEmpty();
        publish("devices.device", "f");
        numbered(1);
        ageMinutes(55);
        new Retention(postgres.running().feedStore(), Duration.ofDays(7), List.of("devices."))
                .run();
        assertThatThrownBy(() -> postgres.feed().after(latest, Set.of("devices.device"), 10))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.GONE));
        assertThat(postgres.feed().after(latest, Set.of("feeding.new"), 10)).isEmpty();
    }

    @Test
    void remembersTheNewestNumberAlsoWhenAllEntriesAreGone() throws Exception {
        publish("feeding.old", "a");
        long latest = numbered(1);
        age("feeding.old", 8);
        new Retention(postgres.running().feedStore(), Duration.ofDays(7), List.of()).run();
        assertThat(postgres.feed().latest()).isEqualTo(latest);
        assertThat(postgres.feed().after(latest, Set.of(), 10)).isEmpty();
    }

    @Test
    void bringsAConsumerThatWasAwayTooLongToWhatIsStillThere() throws Exception {
        publish("feeding.seen", "first");
        long first = numbered(1);
        publish("feeding.seen", "lost");
        numbered(1);
        postgres.running().feedStore().moveCursor("feeding/away", first);
        age("feeding.seen", 8);
        publish("feeding.seen", "kept");
        numbered(1);
        new Retention(postgres.running().feedStore(), Duration.ofDays(7), List.of()).run();
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        postgres.consumer("feeding", consumer("away", seen));
        assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("kept");
    }

    @Test
    void letsOneHostAtATimeRunAConsumer() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        postgres.consumer("feeding", consumer("shared", seen));
        postgres.consumer("feeding", consumer("shared", seen));
        for (int i = 0; i < 20; i++) {
            publish("feeding.seen", "k" + i);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("k" + i);
        }
        publish("feeding.seen", "end");
        assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("end");
        assertThat(seen).isEmpty();
    }

    @Test
    void handsEverySubscriberEveryEntryInOrderAlsoInABurst() throws Exception {
        int many = Recent.MOST * 2;
        BlockingQueue<FeedEntry> early = new LinkedBlockingQueue<>();
        BlockingQueue<FeedEntry> late = new LinkedBlockingQueue<>();
        try (AutoCloseable _ = postgres.feed().subscribe(0, Set.of(), early::add)) {
            unit.write(
                    tx -> {
                        for (int i = 0; i < many; i++) {
                            tx.publish("feeding.burst", "k" + i, "{}");
                        }
                        return true;
                    });
            publish("feeding.last", "last");
            assertThat(take(early, many + 1)).isEqualTo("last");
            try (AutoCloseable _ =
                    postgres.feed().subscribe(many / 2, Set.of("feeding.last"), late::add)) {
                assertThat(take(late, 1)).isEqualTo("last");
                publish("feeding.last", "again");
                assertThat(take(late, 1)).isEqualTo("again");
            }
        }
    }

    @Test
    void ordersEntriesOfOneKeyByTheirCommits() throws Exception {
        CountDownLatch published = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread slow =
                Thread.startVirtualThread(
                        () ->
                                unit.write(
                                        tx -> {
                                            tx.publish("feeding.key", "k", "{\"by\": \"slow\"}");
                                            published.countDown();
                                            return awaited(goOn);
                                        }));
        published.await();
        Thread fast =
                Thread.startVirtualThread(() -> publish("feeding.key", "k", "{\"by\": \"fast\"}"));
        publish("feeding.key", "other");
        assertThat(fast.isAlive()).isTrue();
        goOn.countDown();
        slow.join();
        fast.join();
        numbered(3);
        assertThat(postgres.feed().after(0, Set.of("feeding.key"), 10))
                .filteredOn(entry -> entry.key().equals("k"))
                .extracting(FeedEntry::json)
                .containsExactly("{\"by\": \"slow\"}", "{\"by\": \"fast\"}");
    }

    private static String take(BlockingQueue<FeedEntry> entries, int count)
            throws InterruptedException {
        long number = 0;
        String key = "";
        for (int i = 0; i < count; i++) {
            FeedEntry entry = entries.poll(20, TimeUnit.SECONDS);
            assertThat(entry).as("entry %d of %d", i, count).isNotNull();
            assertThat(entry.number()).isGreaterThan(number);
            number = entry.number();
            key = entry.key();
        }
        return key;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(String topic, String key) {
        publish(topic, key, "{}");
    }

    private void publish(String topic, String key, String json) {
        unit.write(
                tx -> {
                    tx.publish(topic, key, json);
                    return true;
                });
    }

    private long expected;

    /** Waits until so many more have their number. */
    private long numbered(int more) throws Exception {
        expected += more;
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (postgres.feed().latest() < expected) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return postgres.feed().latest();
    }

    private void age(String topic, int days) throws SQLException {
        execute(
                "update lightweb.feed set at = at - interval '%d days' where topic = '%s'"
                        .formatted(days, topic));
    }

    private void ageMinutes(int minutes) throws SQLException {
        execute("update lightweb.feed set at = at - interval '%d minutes'".formatted(minutes));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static FeedConsumer consumer(String name, BlockingQueue<String> seen) {
        return new FeedConsumer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Set<String> topics() {
                return Set.of("feeding.seen");
            }

            @Override
            public void accept(FeedEntry entry) {
                seen.add(entry.key());
            }
        };
    }
}
