// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.MemberRules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What was typed into the form for a new island, and what is wrong with it.
 *
 * @param name as typed
 * @param slug as typed
 * @param mode SERVICES_ONLY, PORTS or EVERYTHING
 * @param ports as typed, separated by commas
 * @param wrong field → rule; under the empty name what concerns no field
 */
public record IslandForm(
        String name, String slug, String mode, String ports, Map<String, String> wrong) {
    static final IslandForm EMPTY = new IslandForm("", "", "SERVICES_ONLY", "", Map.of());

    public IslandForm {
        wrong = Map.copyOf(wrong);
    }

    static IslandForm typed(
            @Nullable String name,
            @Nullable String slug,
            @Nullable String mode,
            @Nullable String ports) {
        return new IslandForm(
                name == null ? "" : name,
                slug == null ? "" : slug,
                mode == null ? "SERVICES_ONLY" : mode,
                ports == null ? "" : ports,
                Map.of());
    }

    IslandForm refused(LightWebException problem) {
        Map<String, String> found = new java.util.HashMap<>();
        for (FieldProblem field : problem.fields()) {
            found.put(field.field(), field.rule());
        }
        if (found.isEmpty()) {
            found.put("", problem.detail());
        }
        return new IslandForm(name, slug, mode, ports, found);
    }

    /** Words for a field; empty where it is well. */
    public String wrongWith(String field) {
        return wrong.getOrDefault(field, "");
    }

    /**
     * @throws LightWebException INVALID for ports that are none
     */
    MemberRules rules() {
        return switch (mode) {
            case "SERVICES_ONLY" -> new MemberRules.ServicesOnly();
            case "EVERYTHING" -> new MemberRules.Everything();
            case "PORTS" -> new MemberRules.ChosenPorts(numbers());
            default -> throw LightWebException.invalid("mode", "one of the three");
        };
    }

    private List<Integer> numbers() {
        try {
            return Arrays.stream(ports.split("[,; ]+", -1))
                    .filter(part -> !part.isBlank())
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new LightWebException(
                    org.tuttlenetwork.lightweb.api.problem.ProblemType.INVALID,
                    "members.ports: numbers from 1 to 65535",
                    List.of(new FieldProblem("members.ports", "numbers from 1 to 65535")),
                    e);
        }
    }
}
