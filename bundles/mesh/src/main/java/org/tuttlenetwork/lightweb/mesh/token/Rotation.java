// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a token is replaced by a new one.
 *
 * @param before how long before its end; zero for never
 * @param days how long a new one lasts, 1 to 365
 */
public record Rotation(Duration before, int days) {
    private static final Duration WARNING = Duration.ofDays(14);
    private static final Duration PATIENCE = Duration.ofDays(1);

    /**
     * From when on a token is replaced; empty for never. One that lives shorter than twice the time
     * before its end is replaced at half of its life.
     */
    public Optional<Instant> due(TokenLife life) {
        if (before.isZero()) {
            return Optional.empty();
        }
        Duration whole = Duration.between(life.from(), life.ends());
        boolean isShort = whole.compareTo(before.multipliedBy(2)) < 0;
        return Optional.of(
                isShort ? life.from().plus(whole.dividedBy(2)) : life.ends().minus(before));
    }

    public boolean isDue(TokenLife life, Instant now) {
        return due(life).filter(at -> !now.isBefore(at)).isPresent();
    }

    /**
     * Whether a person has to see to a token: it ends within 14 days, and nobody replaces it.
     *
     * @param failed whether the last attempt to replace it failed
     */
    public boolean needsAPerson(TokenLife life, Instant now, boolean failed) {
        if (now.isBefore(life.ends().minus(WARNING))) {
            return false;
        }
        return failed
                || due(life).map(at -> !now.isBefore(at.plus(PATIENCE))).orElse(true)
                || !now.isBefore(life.ends());
    }
}
