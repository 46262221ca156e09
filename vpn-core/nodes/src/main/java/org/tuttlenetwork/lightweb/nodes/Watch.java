// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody listens to the nodes, over all hosts.
 *
 * @param listeningSince since when without a gap
 * @param sweptAt when a sweeper last looked
 * @param alarm empty where nothing is held
 */
public record Watch(Instant listeningSince, Instant sweptAt, Optional<Alarm> alarm) {
    /** Where no sweeper has looked for so long, no host was there. */
    static final Duration GAP = Duration.ofSeconds(30);

    /** No verdict before somebody has listened for so long. */
    static final Duration GRACE = Duration.ofSeconds(150);

    /** The watch of a sweeper that looks now. */
    Watch at(Instant now) {
        boolean gap = Duration.between(sweptAt, now).compareTo(GAP) > 0;
        return new Watch(gap ? now : listeningSince, now, alarm);
    }

    /** The watch after a judgement that held some verdicts, or none. */
    Watch holding(int nodes) {
        Instant since = alarm.map(Alarm::since).orElse(sweptAt);
        return new Watch(
                listeningSince,
                sweptAt,
                nodes == 0 ? Optional.empty() : Optional.of(new Alarm(nodes, since)));
    }

    /** Whether somebody has listened for long enough to judge. */
    boolean mayJudge(Instant started) {
        return !sweptAt.isBefore(since(started).plus(GRACE));
    }

    /**
     * Since when silence counts for a host.
     *
     * @param started when the host that asks started
     */
    Instant since(Instant started) {
        return started.isAfter(listeningSince) ? started : listeningSince;
    }

    /**
     * Too many nodes fell silent together.
     *
     * @param nodes how many are silent without a verdict
     * @param since when that began
     */
    public record Alarm(int nodes, Instant since) {}
}
