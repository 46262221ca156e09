// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import java.time.Duration;

/**
 * How long what is issued lives.
 *
 * @param access of access and ID tokens
 * @param refreshIdle of a refresh token that is not used
 * @param refreshAbsolute of a refresh token and its successors
 * @param code of authorization codes, login pages and device codes
 * @param deviceInterval the shortest time between two polls for a device code
 */
public record Lifetimes(
        Duration access,
        Duration refreshIdle,
        Duration refreshAbsolute,
        Duration code,
        Duration deviceInterval) {
    /** Zitadel's defaults: 12 hours, 30 days, 90 days, 5 minutes, 5 seconds. */
    public static final Lifetimes ZITADEL_DEFAULT =
            new Lifetimes(
                    Duration.ofHours(12),
                    Duration.ofHours(720),
                    Duration.ofHours(2160),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5));

    public Lifetimes withAccess(Duration newAccess) {
        return new Lifetimes(newAccess, refreshIdle, refreshAbsolute, code, deviceInterval);
    }

    public Lifetimes withDeviceInterval(Duration newInterval) {
        return new Lifetimes(access, refreshIdle, refreshAbsolute, code, newInterval);
    }
}
