// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Whether our clock and Zitadel's agree: assertions from the future are refused after one second,
 * tokens are good to the second, and a webhook's signature for five minutes.
 */
public final class ClockCheck implements Check {
    private static final Duration ODD = Duration.ofSeconds(5);

    /** The host puts an assertion's {@code iat} back by five seconds, and Zitadel allows one. */
    private static final Duration TOO_FAR = Duration.ofSeconds(30);

    private final Zitadel zitadel;
    private final Clock clock;

    public ClockCheck(Zitadel zitadel, Clock clock) {
        this.zitadel = zitadel;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        Instant theirs;
        try {
            theirs =
                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                            zitadel.discovery().date(), Instant::from);
        } catch (DateTimeParseException _) {
            return Verdict.warn(
                    "Zitadel says no time", "Look at this machine's clock yourself: timedatectl.");
        }
        // Theirs is cut to whole seconds.
        Duration apart = Duration.between(theirs.plusMillis(500), clock.instant());
        String seen = "ours is " + seconds(apart) + " Zitadel's";
        String remedy = "Let both machines follow NTP: timedatectl set-ntp true.";
        if (apart.abs().compareTo(TOO_FAR) > 0) {
            return Verdict.fail(seen, remedy);
        }
        return apart.abs().compareTo(ODD) > 0 ? Verdict.warn(seen, remedy) : Verdict.ok(seen);
    }

    private static String seconds(Duration apart) {
        long seconds = apart.abs().toSeconds();
        return seconds == 0
                ? "within a second of"
                : seconds + " s " + (apart.isNegative() ? "behind" : "ahead of");
    }
}
