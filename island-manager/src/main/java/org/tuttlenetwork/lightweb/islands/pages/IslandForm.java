// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.MemberRules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What was typed into the form for a new island, or to change one.
 *
 * @param name as typed
 * @param slug as typed
 * @param mode SERVICES_ONLY, PORTS or EVERYTHING
 * @param ports as typed, separated by commas
 */
public record IslandForm(String name, String slug, String mode, String ports) {
    static final IslandForm EMPTY = new IslandForm("", "", "SERVICES_ONLY", "");

    /** Where reasons and fields of the input stand in the form. */
    static final Map<String, String> PLACES =
            Map.of("slug-taken", "slug", "members.ports", "ports");

    static IslandForm of(IslandRecord island) {
        String ports =
                island.rules() instanceof MemberRules.ChosenPorts(List<Integer> chosen)
                        ? chosen.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : "";
        return new IslandForm(island.name(), island.slug().value(), mode(island.rules()), ports);
    }

    private static String mode(MemberRules rules) {
        return switch (rules) {
            case MemberRules.ServicesOnly() -> "SERVICES_ONLY";
            case MemberRules.ChosenPorts _ -> "PORTS";
            case MemberRules.Everything() -> "EVERYTHING";
        };
    }

    static IslandForm typed(
            @Nullable String name,
            @Nullable String slug,
            @Nullable String mode,
            @Nullable String ports) {
        return new IslandForm(
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(slug, ""),
                Objects.requireNonNullElse(mode, "SERVICES_ONLY"),
                Objects.requireNonNullElse(ports, ""));
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
                    ProblemType.INVALID,
                    "members.ports: numbers from 1 to 65535",
                    List.of(new FieldProblem("members.ports", "numbers from 1 to 65535")),
                    e);
        }
    }
}
