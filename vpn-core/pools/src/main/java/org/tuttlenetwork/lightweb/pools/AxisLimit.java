// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/**
 * A limit on an axis.
 *
 * @param axis which
 * @param direction which side is allowed
 * @param limit the last allowed value, for a country that does not hold the pool
 * @param imputedLimit the same where the value is imputed
 */
public record AxisLimit(Axis axis, Direction direction, int limit, int imputedLimit) {
    /** How far past the limit a country that holds a pool loses it. */
    public static final int HYSTERESIS = 4;

    /** Which side of a limit is allowed. */
    public enum Direction {
        AT_LEAST,
        AT_MOST
    }

    static AxisLimit atLeast(Axis axis, int limit) {
        return new AxisLimit(axis, Direction.AT_LEAST, limit, limit);
    }

    static AxisLimit atMost(Axis axis, int limit) {
        return new AxisLimit(axis, Direction.AT_MOST, limit, limit);
    }

    /**
     * Compares.
     *
     * @param value the rounded score
     * @param imputed whether it is imputed
     * @param held whether the country has this limit's advantage now, so that it leaves later
     */
    Reason.Threshold check(int value, boolean imputed, boolean held) {
        int entry = imputed ? imputedLimit : limit;
        boolean enters = allows(value, entry);
        // It leaves when it reaches limit ± 4, so the last value that stays is one before.
        int last =
                switch (direction) {
                    case AT_LEAST -> entry - HYSTERESIS + 1;
                    case AT_MOST -> entry + HYSTERESIS - 1;
                };
        boolean stays = held && allows(value, last);
        return new Reason.Threshold(
                axis,
                direction,
                held ? last : entry,
                value,
                imputed,
                enters || stays,
                !enters && stays);
    }

    private boolean allows(int value, int bound) {
        return switch (direction) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }
}
