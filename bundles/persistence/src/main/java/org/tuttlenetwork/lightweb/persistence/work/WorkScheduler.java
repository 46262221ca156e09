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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration ABSENT_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int THREADS = 8;

    private final Map<String, QueuedTask> queued = new ConcurrentHashMap<>();
    private final Map<String, RecurringTask> recurring = new ConcurrentHashMap<>();
    private final CustomTask<String> repeated;
    private final Scheduler scheduler;

    /**
     * @param pool connections of nobody in particular
     */
    public WorkScheduler(DataSource pool) {
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
        this.scheduler =
                Scheduler.create(pool, once, repeated)
                        .tableName("lightweb.scheduled_tasks")
                        .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                        .serializer(new Text())
                        .pollingInterval(LOOK)
                        .threads(THREADS)
                        .executorService(
                                Executors.newFixedThreadPool(
                                        THREADS, Thread.ofPlatform().name("work-", 0).factory()))
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
        queued.put(feature + "/" + task.name(), task);
        wake();
    }

    public void remove(String feature, QueuedTask task) {
        queued.remove(feature + "/" + task.name(), task);
    }

    /** Takes a feature's code for repeated work, and schedules it where it is not yet. */
    public void add(String feature, RecurringTask task) {
        String id = feature + "/" + task.name();
        recurring.put(id, task);
        scheduler.scheduleIfNotExists(repeated.instance(id, ""), Instant.now());
        scheduler.reschedule(repeated.instance(id), Instant.now());
    }

    public void remove(String feature, RecurringTask task) {
        recurring.remove(feature + "/" + task.name(), task);
    }

    private CompletionHandler<String> once(
            TaskInstance<String> instance, ExecutionContext context) {
        String[] parts = instance.getId().split("/", 3);
        QueuedTask task = queued.get(parts[0] + "/" + parts[1]);
        if (task == null) {
            // Its code is not here or not active now: it waits.
            return (complete, operations) ->
                    operations.reschedule(complete, Instant.now().plus(ABSENT_PAUSE));
        }
        task.run(parts[2], instance.getData());
        return (complete, operations) -> operations.remove();
    }

    private CompletionHandler<String> again(
            TaskInstance<String> instance, ExecutionContext context) {
        Optional<RecurringTask> task = Optional.ofNullable(recurring.get(instance.getId()));
        try {
            task.ifPresent(RecurringTask::run);
        } catch (RuntimeException e) {
            LOG.error(
                    "The recurring task {} failed; its next run comes as usual",
                    instance.getId(),
                    e);
        }
        Duration pause = task.map(RecurringTask::pause).orElse(ABSENT_PAUSE);
        return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(pause));
    }

    private static Duration backoff(int failures) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    @Override
    public void close() {
        scheduler.stop();
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
