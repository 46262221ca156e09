// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

class WorkSchedulerIT {
    private static TestDatabase postgres;
    private static Database dashed;

    @BeforeAll
    static void start() {
        postgres = TestDatabase.start();
        dashed = postgres.unit("with-dash", List.of(), WorkSchedulerIT.class);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void doesWorkOfAFeatureWhoseIdHasADash() {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        postgres.task("with-dash", task("plain", (instance, json) -> done.add(instance + json)));
        enqueue("plain", "a/b", "{}");
        postgres.drain();
        assertThat(done).containsExactly("a/b{}");
    }

    @Test
    void doesWorkOnceMoreThatWasQueuedAgainWhileItRan() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        postgres.task(
                "with-dash",
                task(
                        "twice",
                        (_, json) -> {
                            begun.countDown();
                            await(goOn);
                            done.add(json);
                        }));
        enqueue("twice", "i", "{\"n\": 1}");
        await(begun);
        enqueue("twice", "i", "{\"n\": 2}");
        enqueue("twice", "i", "{\"n\": 3}");
        goOn.countDown();
        postgres.drain();
        assertThat(done).containsExactly("{\"n\": 1}", "{\"n\": 2}");
    }

    @Test
    void startsNoRunThatWouldMissWhatAnOpenTransactionChanges() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        postgres.task("with-dash", task("late", (_, json) -> done.add(json)));
        enqueue("late", "i", "{}", Instant.now().plusMillis(300));
        Thread open =
                Thread.startVirtualThread(
                        () ->
                                dashed.write(
                                        tx -> {
                                            tx.enqueue("late", "i", "{}", Instant.now());
                                            queued.countDown();
                                            await(goOn);
                                            return done.isEmpty() && done.add("committed");
                                        }));
        await(queued);
        // Due and looked for, yet not begun: another task, queued after it, is done first.
        postgres.task("with-dash", task("other", (_, _) -> goOn.countDown()));
        enqueue("other", "i", "{}", Instant.now().plusMillis(600));
        open.join();
        postgres.drain();
        assertThat(done).containsExactly("committed", "{}");
    }

    @Test
    void doesNotRunARepeatedTaskOnlyBecauseTheHostStartedAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        RecurringTask hourly =
                recurring(
                        "hourly",
                        Duration.ofHours(1),
                        () -> {
                            runs.incrementAndGet();
                            first.countDown();
                        });
        postgres.recurring("with-dash", hourly);
        await(first);
        CountDownLatch others = new CountDownLatch(2);
        postgres.running().work().remove("with-dash", hourly);
        postgres.recurring("with-dash", hourly);
        postgres.recurring(
                "with-dash", recurring("ticking", Duration.ofSeconds(1), others::countDown));
        await(others);
        assertThat(runs).hasValue(1);
    }

    @Test
    void refusesAPauseThatIsTooShort() {
        assertThatThrownBy(
                        () ->
                                postgres.recurring(
                                        "with-dash",
                                        recurring("busy", Duration.ofMillis(10), () -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("busy")
                .hasMessageContaining("1 second or more");
    }

    private static void enqueue(String task, String instance, String json) {
        enqueue(task, instance, json, Instant.now());
    }

    private static void enqueue(String task, String instance, String json, Instant at) {
        dashed.write(
                tx -> {
                    tx.enqueue(task, instance, json, at);
                    return true;
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static QueuedTask task(String name, BiConsumer<String, String> work) {
        return new QueuedTask() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(String instance, String json) {
                work.accept(instance, json);
            }
        };
    }

    private static RecurringTask recurring(String name, Duration pause, Runnable work) {
        return new RecurringTask() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration pause() {
                return pause;
            }

            @Override
            public void run() {
                work.run();
            }
        };
    }
}
