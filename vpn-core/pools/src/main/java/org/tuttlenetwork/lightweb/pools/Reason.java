// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.util.Set;

/** One condition that a climate or a pool hung on, and how it came out. */
public sealed interface Reason {
    /** Whether the condition held. */
    boolean met();

    /**
     * A score against a limit.
     *
     * @param axis which
     * @param direction which side is allowed
     * @param limit the last value that would have been allowed
     * @param value the country's
     * @param imputed whether the value is imputed, which makes the limit stricter
     * @param met whether it is allowed
     * @param held whether it is allowed only because the country was in already
     */
    record Threshold(
            Axis axis,
            AxisLimit.Direction direction,
            int limit,
            int value,
            boolean imputed,
            boolean met,
            boolean held)
            implements Reason {}

    /**
     * The law on VPNs against the set allowed.
     *
     * @param actual the country's
     * @param allowed what would do
     */
    record Vpn(VpnLaw actual, Set<VpnLaw> allowed) implements Reason {
        public Vpn {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public boolean met() {
            return allowed.contains(actual);
        }
    }

    /**
     * The alliance against the set allowed.
     *
     * @param actual the country's
     * @param allowed what would do
     */
    record Membership(Alliance actual, Set<Alliance> allowed) implements Reason {
        public Membership {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public boolean met() {
            return allowed.contains(actual);
        }
    }

    /**
     * The status of cryptocurrency against the set allowed.
     *
     * @param actual the country's
     * @param allowed what would do
     */
    record Crypto(CryptoStatus actual, Set<CryptoStatus> allowed) implements Reason {
        public Crypto {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public boolean met() {
            return allowed.contains(actual);
        }
    }

    /**
     * The climate against the set allowed.
     *
     * @param actual the country's
     * @param allowed what would do
     */
    record Weather(Climate actual, Set<Climate> allowed) implements Reason {
        public Weather {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public boolean met() {
            return allowed.contains(actual);
        }
    }

    /**
     * The canary against the set allowed.
     *
     * @param actual the country's
     * @param allowed what would do
     */
    record Warrant(Canary actual, Set<Canary> allowed) implements Reason {
        public Warrant {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public boolean met() {
            return allowed.contains(actual);
        }
    }
}
