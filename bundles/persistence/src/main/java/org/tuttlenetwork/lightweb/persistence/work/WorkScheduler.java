// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

/**
 * The one scheduler, on db-scheduler. Its two tasks never change: one carries out what features
 * queued, one runs what they repeat; which code that is depends on what is registered and active at
 * that moment.
 */
public final class WorkScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkScheduler.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration WAKE_PAUSE = Duration.ofMillis(10);
    private static final Duration ABSENT_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CROWDED_PAUSE = Duration.ofSeconds(5);
    private static final int THREADS = 8;
    private static final int OF_ONE_FEATURE = 5;

    private final Map<String, QueuedTask> queued = new ConcurrentHashMap<>();
    private final Map<String, RecurringTask> recurring = new ConcurrentHashMap<>();
    private final Turns turns = new Turns(OF_ONE_FEATURE);
    private final CustomTask<String> repeated;
    private final ExecutorService executor;
    private final Scheduler scheduler;
    private final DataSource pool;

    /**
     * @param pool connections of nobody in particular
     */
    public WorkScheduler(DataSource pool) {
        this.pool = pool;
        CustomTask<String> once =
                Tasks.custom("queued", String.class)
                        .onFailure(
                                (complete, operations) ->
                                        operations.reschedule(
                                                complete,
                                                Instant.now()
                                                        .plus(
                                                                backoff(
                                                                        complete.getExecution()
                                                                                .consecutiveFailures))))
                        .onDeadExecutionRevive()
                        .execute(this::once);
        this.repeated =
                Tasks.custom("recurring", String.class)
                        .onDeadExecutionRevive()
                        .execute(this::again);
        this.executor =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("work-", 0).factory());
        this.scheduler =
                Scheduler.create(pool, once, repeated)
                        .tableName("lightweb.scheduled_tasks")
                        .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                        .serializer(new Text())
                        .pollingInterval(LOOK)
                        .threads(THREADS)
                        // Rows that an open transaction holds are skipped, not waited for.
                        .pollUsingLockAndFetch(0.5, 1.0)
                        .executorService(executor)
                        .heartbeatInterval(Duration.ofSeconds(10))
                        .shutdownMaxWait(Duration.ofSeconds(10))
                        .build();
    }

    public void start() {
        scheduler.start();
    }

    /** Says that work was queued: it need not wait for the next look. */
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Takes a feature's code for queued work. */
    public void add(String feature, QueuedTask task) {
        queued.put(id(feature, task.name()), task);
        wake();
    }

    public void remove(String feature, QueuedTask task) {
        queued.remove(id(feature, task.name()), task);
    }

    /**
     * Takes a feature's code for repeated work, and schedules it where it is not yet. A restart is
     * no reason to run: only where the next run is further away than the pause it is brought
     * nearer.
     */
    public void add(String feature, RecurringTask task) {
        Duration pause = pause(feature, task);
        String id = id(feature, task.name());
        recurring.put(id, task);
        if (!scheduler.scheduleIfNotExists(repeated.instance(id, ""), Instant.now())) {
            bringNearer(id, Instant.now().plus(pause));
        }
        wake();
    }

    private static Duration pause(String feature, RecurringTask task) {
        Duration pause = task.pause();
        if (pause.compareTo(SHORTEST_PAUSE) < 0) {
            throw new IllegalArgumentException(
                    "The recurring task %s of %s has a pause of %s; 1 second or more is allowed"
                            .formatted(task.name(), feature, pause));
        }
        return pause;
    }

    private void bringNearer(String id, Instant latest) {
        try (Connection connection = pool.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                """
                                update lightweb.scheduled_tasks set execution_time = ?, version = version + 1
                                where task_name = 'recurring' and task_instance = ? and not picked and execution_time > ?
                                """)) {
            Timestamp time = Timestamp.from(latest);
            update.setTimestamp(1, time);
            update.setString(2, id);
            update.setTimestamp(3, time);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The recurring task " + id + " could not be scheduled", e);
        }
    }

    public void remove(String feature, RecurringTask task) {
        recurring.remove(id(feature, task.name()), task);
    }

    /** The feature as its role names it, since that is what {@code lightweb.enqueue} knows. */
    private static String id(String feature, String task) {
        if (task.isEmpty() || task.contains("/")) {
            throw new IllegalArgumentException(
                    "A task's name is not empty and has no slash; this one of "
                            + feature
                            + " is not so: "
                            + task);
        }
        return feature.replace('-', '_') + "/" + task;
    }

    /** How many queued tasks wait or run, those put off for later included. */
    public int open() {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select count(*) from lightweb.scheduled_tasks where task_name ="
                                        + " 'queued'");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The queued tasks cannot be counted", e);
        }
    }

    private CompletionHandler<String> later(Duration pause) {
        return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(pause));
    }

    private CompletionHandler<String> once(
            TaskInstance<String> instance, ExecutionContext context) {
        String[] parts = instance.getId().split("/", 3);
        QueuedTask task = queued.get(parts[0] + "/" + parts[1]);
        if (task == null) {
            // Its code is not here or not active now: it waits.
            return later(ABSENT_PAUSE);
        }
        boolean ran =
                turns.take(parts[0], task.name(), () -> task.run(parts[2], instance.getData()));
        return ran ? (complete, operations) -> operations.remove() : later(CROWDED_PAUSE);
    }

    private CompletionHandler<String> again(
            TaskInstance<String> instance, ExecutionContext context) {
        RecurringTask task = recurring.get(instance.getId());
        if (task == null) {
            return later(ABSENT_PAUSE);
        }
        String[] parts = instance.getId().split("/", 2);
        try {
            if (!turns.take(parts[0], parts[1], task::run)) {
                return later(CROWDED_PAUSE);
            }
        } catch (RuntimeException | Error e) { // plugin boundary: others go on
            LOG.error(
                    "The recurring task {} failed; its next run comes as usual",
                    instance.getId(),
                    e);
        }
        return later(task.pause());
    }

    private static Duration backoff(int failures) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Lets what runs end, for a bounded time. */
    @Override
    public void close() {
        Thread stopping =
                Thread.ofPlatform().daemon().name("work-stop").start(() -> scheduler.stop());
        try {
            // The loop that looks for work sees only after its pause that it is to end.
            while (!stopping.join(WAKE_PAUSE)) {
                wake();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    /** Payloads are text: no class of ours is ever written into the database. */
    private static final class Text implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return data == null ? new byte[0] : data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(data == null ? "" : new String(data, StandardCharsets.UTF_8));
        }
    }
}
