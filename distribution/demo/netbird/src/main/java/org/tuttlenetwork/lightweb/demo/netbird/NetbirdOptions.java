// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the stand-in starts.
 *
 * @param port of the management API on loopback, 0 for any
 * @param controlPort of the control API on loopback, 0 for any
 * @param latency of calls
 * @param rateLimit off where empty, as with NetBird
 * @param stateFile where the account is kept over restarts; in memory only where empty
 */
public record NetbirdOptions(
        int port,
        int controlPort,
        Latency latency,
        Optional<RateLimit> rateLimit,
        Optional<Path> stateFile) {
    /** Any ports, no latency, no rate limit, nothing kept. */
    public static NetbirdOptions ephemeral() {
        return new NetbirdOptions(0, 0, Latency.NONE, Optional.empty(), Optional.empty());
    }

    public NetbirdOptions withRateLimit(RateLimit limit) {
        return new NetbirdOptions(port, controlPort, latency, Optional.of(limit), stateFile);
    }

    public NetbirdOptions withStateFile(Path file) {
        return new NetbirdOptions(port, controlPort, latency, rateLimit, Optional.of(file));
    }

    public NetbirdOptions withLatency(Latency other) {
        return new NetbirdOptions(port, controlPort, other, rateLimit, stateFile);
    }
}
