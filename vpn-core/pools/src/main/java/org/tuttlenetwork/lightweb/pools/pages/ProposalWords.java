// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A proposal in the words of a language, for the templates. */
public final class ProposalWords {
    /** Inputs whose values are constants, and under what their names stand in the texts. */
    private static final Map<String, String> CONSTANTS =
            Map.of(
                    "alliance", "alliance.",
                    "confidence", "confidence.",
                    "crypto.status", "cryptostatus.",
                    "crypto.tax", "cryptotax.",
                    "outlook.level", "level.",
                    "privacy.dataProtection", "dataprotection.",
                    "vpnLaw", "vpnlaw.");

    private static final String CITATIONS = "citations.";

    private final WeatherWords words;
    private final Function<String, String> names;

    /**
     * @param names a user's id → what they are called
     */
    ProposalWords(WeatherWords words, Function<String, String> names) {
        this.words = words;
        this.names = names;
    }

    /** An input's name, by its path. */
    public String input(String path) {
        return path.startsWith(CITATIONS)
                ? words.text("input.citations", words.input(path.substring(CITATIONS.length())))
                : words.input(path);
    }

    /** An input's value; none is said in a word. */
    public String value(String path, String value) {
        if (value.isEmpty()) {
            return words.text("proposal.nothing");
        }
        String constants = CONSTANTS.get(path);
        if (constants != null) {
            return words.text(constants + value);
        }
        return switch (value) {
            case "true" -> words.text("weather.true");
            case "false" -> words.text("weather.false");
            default -> value;
        };
    }

    /** Who asked, or which file was edited. */
    public String origin(Proposal.Origin origin) {
        return origin.file()
                .map(file -> words.text("proposal.file", file, day(origin.at())))
                .orElseGet(
                        () ->
                                words.text(
                                        "proposal.person",
                                        names.apply(origin.by()),
                                        day(origin.at())));
    }

    /** What was decided. */
    public String decision(Proposal proposal) {
        return proposal.decision()
                .map(
                        decision ->
                                words.text(
                                        "proposal.decided." + proposal.state().name(),
                                        names.apply(decision.by()),
                                        day(decision.at()),
                                        decision.poolsVersion()))
                .orElse("");
    }

    /** Pools by name. */
    public String pools(List<PoolId> pools) {
        return pools.stream().map(words::name).collect(Collectors.joining(", "));
    }

    private String day(Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(words.locale())
                .withZone(ZoneOffset.UTC)
                .format(at);
    }
}
