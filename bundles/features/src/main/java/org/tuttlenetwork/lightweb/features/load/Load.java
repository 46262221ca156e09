// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names the features whose code keeps processors busy, or has many threads of its own. Nothing is
 * taken from them: in one JVM nothing can be.
 */
final class Load {
    /** From which part on of what it could get of a processor a thread is busy. */
    private static final double BUSY = 0.7;

    /** After how many looks in a row that is told; shorter work is nobody's business. */
    private static final int LOOKS = 3;

    /** From how many threads of its own on that is told. */
    private static final int MANY = 16;

    /** Threads that the host makes for features, and ends. */
    private static final Pattern HOSTS = Pattern.compile("(work|check|start|stop|lightweb)[ -].*");

    private static final String CARRIERS = "ForkJoinPool";

    private final Threads threads;
    private final Code code;
    private Map<Long, Duration> used = Map.of();

    /** For how many looks a thread has been busy in a feature's code, by its id. */
    private Map<Long, Integer> streaks = Map.of();

    Load(Threads threads, Code code) {
        this.threads = threads;
        this.code = code;
    }

    /**
     * Looks once.
     *
     * @param elapsed since the look before
     * @param runs whether anything of a feature runs on this host
     * @return sentences for the card of each feature that has any
     */
    Map<String, List<String>> look(Duration elapsed, Predicate<String> runs) {
        List<ThreadView> all = threads.platform();
        Map<String, List<String>> found = new TreeMap<>();
        busy(all, elapsed).forEach((feature, words) -> add(found, feature, words));
        own(all, runs).forEach((feature, words) -> add(found, feature, words));
        used = all.stream().collect(Collectors.toMap(ThreadView::id, ThreadView::used));
        return found;
    }

    private static void add(Map<String, List<String>> found, String feature, String words) {
        found.computeIfAbsent(feature, _ -> new ArrayList<>()).add(words);
    }

    private Map<String, String> busy(List<ThreadView> all, Duration elapsed) {
        double busy = BUSY * threads.fairShare();
        List<ThreadView> hot =
                all.stream()
                        .filter(thread -> used.containsKey(thread.id()))
                        .filter(thread -> share(thread, elapsed) >= busy)
                        .toList();
        Set<Long> carriers =
                hot.stream()
                        .filter(thread -> thread.name().startsWith(CARRIERS))
                        .map(ThreadView::id)
                        .collect(Collectors.toSet());
        List<ThreadView> suspects = new ArrayList<>(hot);
        if (!carriers.isEmpty()) {
            suspects.addAll(threads.carriedBy(carriers));
        }
        Map<Long, Integer> now = new HashMap<>();
        Map<String, String> words = new HashMap<>();
        for (ThreadView thread : suspects) {
            Optional<Code.Place> place = code.first(thread.frames());
            if (place.isPresent()) {
                int streak = streaks.getOrDefault(thread.id(), 0) + 1;
                now.put(thread.id(), streak);
                if (streak >= LOOKS) {
                    words.put(
                            place.get().feature(),
                            "It keeps a processor busy, in the thread %s at %s."
                                    .formatted(thread.name(), place.get().frame()));
                }
            }
        }
        streaks = now;
        return words;
    }

    private double share(ThreadView thread, Duration elapsed) {
        Duration before = used.getOrDefault(thread.id(), Duration.ZERO);
        return (double) thread.used().minus(before).toNanos() / Math.max(1, elapsed.toNanos());
    }

    private Map<String, String> own(List<ThreadView> all, Predicate<String> runs) {
        Map<String, List<String>> names = new HashMap<>();
        for (ThreadView thread : all) {
            if (!HOSTS.matcher(thread.name()).matches()) {
                code.first(thread.frames())
                        .ifPresent(place -> add(names, place.feature(), thread.name()));
            }
        }
        Map<String, String> words = new HashMap<>();
        names.forEach(
                (feature, its) -> {
                    if (!runs.test(feature)) {
                        words.put(
                                feature,
                                "%s left, such as %s, and its classes stay in memory until the host is restarted."
                                        .formatted(
                                                its.size() == 1
                                                        ? "1 thread of it is"
                                                        : its.size() + " threads of it are",
                                                its.getFirst()));
                    } else if (its.size() >= MANY) {
                        words.put(
                                feature,
                                "It has %d threads of its own, such as %s."
                                        .formatted(its.size(), its.getFirst()));
                    }
                });
        return words;
    }
}
