// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.persistence.feed.ConsumerRunner;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class TransactionsIT {
    private static TestDatabase postgres;
    private static Database notes;
    private static Database others;

    @BeforeAll
    static void start() {
        postgres = TestDatabase.start();
        notes = postgres.unit("notes", List.of(Note.class), Note.class);
        others = postgres.unit("other-notes", List.of(), Note.class);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void keepsEntitiesAndPlainSqlInOneTransaction() {
        notes.write(
                tx -> {
                    tx.entities().persist(new Note("a", "first"));
                    return insert(tx, "b", "second");
                });
        assertThat(
                        notes.<Long>read(
                                tx ->
                                        tx.entities()
                                                .createQuery(
                                                        "select count(n) from Note n where n.id in"
                                                                + " ('a','b')",
                                                        Long.class)
                                                .getSingleResult()))
                .isEqualTo(2);
    }

    @Test
    void undoesEverythingWhenTheWorkFails() {
        assertThatThrownBy(
                        () ->
                                notes.write(
                                        tx -> {
                                            tx.entities().persist(new Note("undone", "x"));
                                            insert(tx, "undone-too", "x");
                                            throw LightWebException.conflict("no");
                                        }))
                .hasMessage("no");
        assertThat(
                        notes.<List<Note>>read(
                                tx ->
                                        tx.entities()
                                                .createQuery(
                                                        "from Note n where n.id like 'undone%'",
                                                        Note.class)
                                                .getResultList()))
                .isEmpty();
    }

    @Test
    void letsNoUnitTouchTheSchemaOfAnother() {
        assertThatThrownBy(() -> others.write(tx -> query(tx, "select count(*) from notes.note")))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(
                        () -> others.write(tx -> query(tx, "select count(*) from lightweb.feed")))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void givesAThreadInATransactionNoSecondConnection() {
        List<ThrowingCallable> seconds =
                List.of(
                        () -> notes.read(tx -> 1),
                        () -> others.write(tx -> 1),
                        () -> postgres.brake().held(),
                        () -> postgres.pool().getConnection().close());
        for (ThrowingCallable second : seconds) {
            assertThatThrownBy(
                            () ->
                                    notes.write(
                                            tx -> {
                                                insert(tx, "nested", "x");
                                                return done(second);
                                            }))
                    .hasStackTraceContaining("in a transaction of notes already");
            assertThatCode(second).as("and afterwards").doesNotThrowAnyException();
        }
        assertThat(notes.<Long>read(tx -> count(tx, "nested"))).isZero();
    }

    private static boolean done(ThrowingCallable call) {
        try {
            call.call();
            return true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static long count(Transaction tx, String id) {
        return tx.entities()
                .createQuery("select count(n) from Note n where n.id = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    @Test
    void writesNothingWhileReading() {
        assertThatThrownBy(() -> notes.read(tx -> insert(tx, "r", "x")))
                .rootCause()
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void numbersALateCommitAfterAnEarlierOneAndMissesNeither() throws Exception {
        long before = postgres.feed().latest();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread late =
                Thread.startVirtualThread(
                        () ->
                                notes.write(
                                        tx -> {
                                            tx.publish("notes.late", "k", "{}");
                                            written.countDown();
                                            return awaited(goOn);
                                        }));
        written.await();
        notes.write(
                tx -> {
                    tx.publish("notes.early", "k", "{}");
                    return true;
                });
        List<FeedEntry> early = until(before, 1);
        assertThat(early).extracting(FeedEntry::topic).containsExactly("notes.early");
        goOn.countDown();
        late.join();
        List<FeedEntry> both = until(before, 2);
        assertThat(both).extracting(FeedEntry::topic).containsExactly("notes.early", "notes.late");
    }

    @Test
    void handsEntriesToAConsumerFromWhereItStoodUntilTheyAreHandled() throws Exception {
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        FailsOnce consumer = new FailsOnce(handled);
        try (ConsumerRunner runner =
                new ConsumerRunner(
                        "notes",
                        consumer,
                        postgres.running().feedStore(),
                        postgres.running().server().plain(),
                        () -> true)) {
            publish("one");
            publish("two");
            runner.wake();
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("one");
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("two");
        }
        publish("three");
        try (ConsumerRunner again =
                new ConsumerRunner(
                        "notes",
                        consumer,
                        postgres.running().feedStore(),
                        postgres.running().server().plain(),
                        () -> true)) {
            again.wake();
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("three");
        }
        assertThat(consumer.failures).isEqualTo(1);
    }

    @Test
    void doesQueuedWorkAfterTheCommitAndAgainAfterAFailure() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        postgres.running().work().add("notes", new Remembering("write", done, new AtomicInteger()));
        notes.write(
                tx -> {
                    tx.enqueue("write", "i1", "{\"a\":1}", Instant.now());
                    return true;
                });
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("i1 {\"a\":1} failed");
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("i1 {\"a\":1}");
    }

    @Test
    void repeatsARecurringTask() throws Exception {
        CountDownLatch runs = new CountDownLatch(2);
        postgres.running().work().add("notes", new Counting(runs));
        assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void publish(String key) {
        notes.write(
                tx -> {
                    tx.publish("notes.consumed", key, "{}");
                    return true;
                });
    }

    private static List<FeedEntry> until(long after, int count) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<FeedEntry> entries = List.of();
        while (entries.size() < count && System.nanoTime() < deadline) {
            entries = postgres.feed().after(after, Set.of("notes.early", "notes.late"), 10);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return entries;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int insert(Transaction tx, String id, String text) {
        Connection connection = tx.connection();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into note (id, text) values (?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, text);
            return insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long query(Transaction tx, String sql) {
        try (PreparedStatement select = tx.connection().prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FailsOnce implements FeedConsumer {
        private final BlockingQueue<String> handled;
        private int failures;

        FailsOnce(BlockingQueue<String> handled) {
            this.handled = handled;
        }

        @Override
        public String name() {
            return "fails-once";
        }

        @Override
        public Set<String> topics() {
            return Set.of("notes.consumed");
        }

        @Override
        public void accept(FeedEntry entry) {
            if (entry.key().equals("two") && failures == 0) {
                failures++;
                throw new IllegalStateException("once");
            }
            handled.add(entry.key());
        }
    }

    private record Remembering(String name, BlockingQueue<String> done, AtomicInteger runs)
            implements QueuedTask {
        @Override
        public void run(String instance, String json) {
            boolean first = runs.getAndIncrement() == 0;
            done.add(instance + " " + json + (first ? " failed" : ""));
            if (first) {
                throw new IllegalStateException("once");
            }
        }
    }

    private record Counting(CountDownLatch runs) implements RecurringTask {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Duration pause() {
            return Duration.ofSeconds(1);
        }

        @Override
        public void run() {
            runs.countDown();
        }
    }
}
