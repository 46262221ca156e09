// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What members of an island may reach on each other's devices (DECISIONS 1.11). */
public sealed interface MemberRules {
    /** Whether others reach nothing by these rules that they do not reach by the other ones. */
    default boolean isWithin(MemberRules other) {
        return other instanceof Everything
                || this instanceof ServicesOnly
                || this instanceof ChosenPorts(List<Integer> own)
                        && other instanceof ChosenPorts(List<Integer> others)
                        && others.containsAll(own);
    }

    /** What both let others reach. */
    default MemberRules common(MemberRules other) {
        if (isWithin(other)) {
            return this;
        }
        if (other.isWithin(this)) {
            return other;
        }
        List<Integer> both = new ArrayList<>(ports());
        both.retainAll(other.ports());
        return both.isEmpty() ? new ServicesOnly() : new ChosenPorts(both);
    }

    /** The chosen ports; none where there is nothing to choose. */
    default List<Integer> ports() {
        return this instanceof ChosenPorts(List<Integer> chosen) ? chosen : List.of();
    }

    /** One text for each: {@code SERVICES_ONLY}, {@code 22,445} or {@code EVERYTHING}. */
    default String text() {
        return switch (this) {
            case ServicesOnly() -> "SERVICES_ONLY";
            case ChosenPorts(List<Integer> ports) ->
                    ports.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Everything() -> "EVERYTHING";
        };
    }

    /** The rules of such a text. */
    static MemberRules parse(String text) {
        return switch (text) {
            case "SERVICES_ONLY" -> new ServicesOnly();
            case "EVERYTHING" -> new Everything();
            default ->
                    new ChosenPorts(
                            Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList());
        };
    }

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
