// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What features do to this JVM, looked at every few seconds and told on their cards. */
public final class LoadWatch implements AutoCloseable {
    /** How often to look. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    private final BundleCode code;
    private final Load load;
    private final DyingThreads dying;
    private final Predicate<String> runs;
    private final @Nullable UncaughtExceptionHandler before;
    private volatile Map<String, List<String>> found = Map.of();
    private long looked = System.nanoTime();

    /**
     * Begins to hear of threads that end by what they throw.
     *
     * @param runs whether anything of a feature runs on this host
     */
    public LoadWatch(BundleContext context, Predicate<String> runs, Clock clock) {
        this.code = new BundleCode(context);
        this.load = new Load(new JvmThreads(), code);
        this.dying = new DyingThreads(code, clock);
        this.runs = runs;
        this.before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(dying);
    }

    /** Looks once; one at a time. */
    public synchronized void look() {
        code.refresh();
        long now = System.nanoTime();
        found = load.look(Duration.ofNanos(now - looked), runs);
        looked = now;
    }

    /** Sentences about a feature; empty where there is nothing to tell. */
    public List<String> of(String feature) {
        List<String> all = new ArrayList<>(found.getOrDefault(feature, List.of()));
        dying.of(feature).ifPresent(all::add);
        return all;
    }

    @Override
    public void close() {
        if (Thread.getDefaultUncaughtExceptionHandler() == dying) {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
