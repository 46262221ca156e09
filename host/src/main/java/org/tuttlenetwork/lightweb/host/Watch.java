// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks twice a second: takes changed configuration, and says in the log what is not satisfied once
 * it had time to settle, and again whenever that changes.
 */
final class Watch {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final ConfigurationFiles configuration;
    private final Diagnosis diagnosis;
    private final Duration settle;
    private final Consumer<List<String>> fail;
    private final FailedStarts starts;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lightweb-watch").factory());
    private final long began = System.nanoTime();
    private boolean settled;
    private Object seen = "";
    private List<String> said = List.of();
    private List<String> failedBefore = List.of();
    private Set<String> unread = Set.of();

    /**
     * @param fail told when a part of the core failed while starting
     * @param starts told when the host has started well
     */
    Watch(
            ConfigurationFiles configuration,
            Diagnosis diagnosis,
            Duration settle,
            Consumer<List<String>> fail,
            FailedStarts starts) {
        this.configuration = configuration;
        this.diagnosis = diagnosis;
        this.settle = settle;
        this.fail = fail;
        this.starts = starts;
    }

    /** Begins; ends by itself when the framework stops. */
    void start() {
        var unused =
                executor.scheduleWithFixedDelay(
                        this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        var good =
                executor.schedule(
                        starts::succeeded, FailedStarts.GOOD_AFTER.toSeconds(), TimeUnit.SECONDS);
        log.trace("{} {}", unused, good);
    }

    /** Ends at once: what stops with the framework is no news. */
    void stop() {
        executor.shutdownNow();
    }

    private void look() {
        try {
            configuration.scan();
            Object now = List.of(configuration.pids(), diagnosis.version());
            if (settled && now.equals(seen)) {
                return;
            }
            if (!settled) {
                failWhereTheCoreFailed();
            }
            report(diagnosis.get());
            seen = now;
        } catch (UncheckedIOException e) {
            log.error("etc/ can't be read: what was in force stays so", e);
        } catch (IllegalStateException e) {
            log.debug("the framework has stopped", e);
            executor.shutdown();
        }
    }

    /**
     * Twice seen, so that a component that fails while its configuration changes gets its chance.
     */
    private void failWhereTheCoreFailed() {
        List<String> failed = diagnosis.coreFailures();
        if (!failed.isEmpty() && failed.equals(failedBefore)) {
            fail.accept(failed);
        }
        failedBefore = failed;
    }

    private void report(List<String> problems) {
        boolean late = System.nanoTime() - began > settle.toNanos();
        if (!settled && (problems.isEmpty() || late)) {
            settled = true;
            if (problems.isEmpty()) {
                log.info("every bundle and component is satisfied");
            }
        }
        if (settled && !problems.equals(said)) {
            problems.forEach(problem -> log.warn("Not satisfied: {}", problem));
            if (problems.isEmpty()) {
                log.info("every bundle and component is satisfied again");
            }
            said = problems;
        }
        if (settled) {
            reportUnread();
        }
    }

    private void reportUnread() {
        Set<String> now = new TreeSet<>(configuration.pids());
        now.removeAll(diagnosis.pids());
        for (String pid : now) {
            if (!unread.contains(pid)) {
                log.warn("etc/{}.cfg configures nothing: no component reads {}", pid, pid);
            }
        }
        unread = now;
    }
}
