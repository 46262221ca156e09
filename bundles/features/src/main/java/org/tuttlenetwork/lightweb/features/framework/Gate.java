// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.tuttlenetwork.lightweb.api.feature.RevisionCheck.Findings;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets a started revision through once nothing speaks against it, and no later than agreed. */
public final class Gate {
    private static final long LOOK_MILLIS = 20;

    private final Checks checks;

    public Gate(Checks checks) {
        this.checks = checks;
    }

    /**
     * Waits.
     *
     * @param atMost how long what is pending may take
     * @throws StartFailed naming what speaks against it, where waiting will not mend it or did not
     */
    public void pass(RevisionKey key, Duration atMost) throws StartFailed, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Findings findings = checks.of(key);
            if (!findings.failures().isEmpty()) {
                throw new StartFailed(words(findings.failures()));
            }
            if (findings.pending().isEmpty()) {
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw new StartFailed(
                        "Not ready within %d s: %s"
                                .formatted(atMost.toSeconds(), words(findings.pending())));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static String words(List<String> findings) {
        return String.join("\n", findings.stream().distinct().limit(5).toList());
    }
}
