// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What silence means (DECISIONS 5.5). It only ever makes a node worse: what makes it well is a
 * beat.
 */
public final class Silence {
    static final Duration SUSPECT_AFTER = Duration.ofSeconds(75);
    static final Duration DOWN_AFTER = Duration.ofSeconds(150);

    /** Nodes that fall silent within so long fall together. */
    static final Duration TOGETHER = Duration.ofMinutes(1);

    private static final int MOST_PERCENT = 20;

    /** One node alone is no crowd, however small the fleet. */
    private static final int FEWEST = 2;

    private Silence() {}

    /**
     * Judges.
     *
     * @param nodes those that are registered or draining and were heard of
     * @param listeningSince since when silence has been noticed
     * @param now the present
     */
    static Judgement judge(List<Observed> nodes, Instant listeningSince, Instant now) {
        Set<String> held = together(nodes, listeningSince, now);
        List<Verdict> verdicts = new ArrayList<>();
        for (Observed node : nodes) {
            NodeHealth verdict = of(node.silentSince(listeningSince), now);
            if (verdict.compareTo(node.health()) > 0 && !held.contains(node.id())) {
                verdicts.add(new Verdict(node, verdict));
            }
        }
        return new Judgement(verdicts, held);
    }

    static NodeHealth of(Instant silentSince, Instant now) {
        Duration silence = Duration.between(silentSince, now);
        if (silence.compareTo(DOWN_AFTER) >= 0) {
            return NodeHealth.DOWN;
        }
        return silence.compareTo(SUSPECT_AFTER) >= 0 ? NodeHealth.SUSPECT : NodeHealth.UP;
    }

    /**
     * Those that fell silent together, more than the share that is believed. Nodes that are drained
     * do not count and are not held: so a person says that the silence of a node is real.
     */
    private static Set<String> together(List<Observed> nodes, Instant listeningSince, Instant now) {
        List<Observed> living =
                nodes.stream()
                        .filter(node -> !node.draining() && node.health() != NodeHealth.DOWN)
                        .toList();
        List<Observed> silent =
                living.stream()
                        .filter(node -> of(node.silentSince(listeningSince), now) != NodeHealth.UP)
                        .sorted(Comparator.comparing(node -> node.silentSince(listeningSince)))
                        .toList();
        Set<String> held = new HashSet<>();
        List<Observed> window = new ArrayList<>();
        for (Observed node : silent) {
            Instant earliest = node.silentSince(listeningSince).minus(TOGETHER);
            window.removeIf(other -> other.silentSince(listeningSince).isBefore(earliest));
            window.add(node);
            if (window.size() >= FEWEST && window.size() * 100 > living.size() * MOST_PERCENT) {
                window.forEach(fallen -> held.add(fallen.id()));
            }
        }
        return held;
    }

    /**
     * A node that was heard of.
     *
     * @param health the verdict before
     * @param heard the last beat
     * @param draining whether it takes no new users anyway
     */
    public record Observed(String id, NodeHealth health, Instant heard, boolean draining) {
        Instant silentSince(Instant listeningSince) {
            return heard.isAfter(listeningSince) ? heard : listeningSince;
        }
    }

    /** A node that is worse than before. */
    public record Verdict(Observed node, NodeHealth health) {}

    /**
     * What follows.
     *
     * @param verdicts on those that are worse than before
     * @param held those of whom nothing is concluded, since too many fell silent together
     */
    record Judgement(List<Verdict> verdicts, Set<String> held) {
        Judgement {
            verdicts = List.copyOf(verdicts);
            held = Set.copyOf(held);
        }
    }
}
