// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.List;
import java.util.TreeSet;

/** What members of an island may reach on each other's devices (DECISIONS 1.11). */
public sealed interface MemberRules {
    /** Nothing: members meet in services only. */
    record ServicesOnly() implements MemberRules {}

    /**
     * Chosen TCP ports.
     *
     * @param ports 1 to 20 distinct ports, 1 to 65535, ascending
     */
    record ChosenPorts(List<Integer> ports) implements MemberRules {
        /**
         * @throws LightWebException INVALID, naming the rule that the ports break
         */
        public ChosenPorts {
            ports = List.copyOf(new TreeSet<>(ports));
            if (ports.isEmpty() || ports.size() > 20) {
                throw LightWebException.invalid("members.ports", "1 to 20 different ports");
            }
            if (ports.getFirst() < 1 || ports.getLast() > 65_535) {
                throw LightWebException.invalid("members.ports", "each port is 1 to 65535");
            }
        }
    }

    /** Every port and protocol. */
    record Everything() implements MemberRules {}
}
