// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Censorship;
import org.tuttlenetwork.lightweb.pools.Climate;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.Reason;
import org.tuttlenetwork.lightweb.pools.proposal.Review;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The weather in the words of a language, for the templates. */
public final class WeatherWords {
    private final Messages messages;

    private WeatherWords(Messages messages) {
        this.messages = messages;
    }

    static WeatherWords in(Locale locale) {
        return new WeatherWords(Messages.of(WeatherWords.class, locale));
    }

    /** A text of this room. */
    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    /** A country's name. */
    public String country(Assessment assessment) {
        return country(assessment.jurisdiction());
    }

    /** A country's name. */
    public String country(JurisdictionCode code) {
        return code.name(messages.locale());
    }

    Locale locale() {
        return messages.locale();
    }

    /** HTML: how a proposal stands, as a word, a shape and a colour. */
    public String state(Review review) {
        String kind =
                switch (review.proposal().state()) {
                    case PENDING -> review.outdated() ? "off" : "needs-you";
                    case APPROVED -> "working";
                    case REJECTED -> "off";
                };
        String word =
                review.outdated()
                        ? text("proposal.state.OUTDATED")
                        : text("proposal.state." + review.proposal().state().name());
        return "<span class=\"state state-" + kind + "\">" + word + "</span>";
    }

    /** The name of a constant: a climate, an axis, a law, a pool, a status. */
    public String name(Enum<?> constant) {
        return messages.text(kind(constant) + "." + constant.name());
    }

    private static String kind(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** HTML: a climate as a word, a shape and a colour; the shell's style sheet draws it. */
    public String climate(Climate climate) {
        String kind =
                switch (climate) {
                    case FAIR -> "working";
                    case RISKY -> "waiting";
                    case HOSTILE -> "broken";
                };
        return "<span class=\"state state-" + kind + "\">" + name(climate) + "</span>";
    }

    /** HTML: whether a condition holds, as a word, a shape and a colour. */
    public String verdict(boolean holds) {
        return holds
                ? "<span class=\"state state-working\">" + text("weather.yes") + "</span>"
                : "<span class=\"state state-off\">" + text("weather.no") + "</span>";
    }

    /** HTML: a pool's drawn sign; its name stands beside it. */
    public String sign(PoolId pool) {
        String shape =
                switch (pool) {
                    case SANCTUARY -> "<circle cx=\"12\" cy=\"12\" r=\"7\" fill=\"#2c9a5b\"/>";
                    case CRYPTO_HAVEN -> "<path d=\"M12 4l8 8-8 8-8-8z\" fill=\"#3a7bd5\"/>";
                    case BALANCED -> "<path d=\"M5 5h14v14H5z\" fill=\"#d9a91c\"/>";
                    case RISKY_EXIT -> "<path d=\"M12 4l9 16H3z\" fill=\"#d2483f\"/>";
                    case STEALTH -> "<path d=\"M8 4h8l4 8-4 8H8l-4-8z\" fill=\"currentColor\"/>";
                };
        return "<svg viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\">"
                + shape
                + "</svg>";
    }

    /** Pools in their order. */
    public List<PoolId> ordered(Collection<PoolId> pools) {
        return pools.stream().sorted().toList();
    }

    /** A condition as a sentence. */
    public String reason(Reason reason) {
        return switch (reason) {
            case Reason.Threshold threshold ->
                    text(
                            threshold.held()
                                    ? "reason.held." + threshold.direction().name()
                                    : "reason." + threshold.direction().name(),
                            name(threshold.axis()),
                            threshold.value(),
                            threshold.limit());
            case Reason.Vpn vpn -> text("reason.vpn", name(vpn.actual()), either(vpn.allowed()));
            case Reason.Membership member ->
                    text("reason.alliance", name(member.actual()), either(member.allowed()));
            case Reason.Crypto crypto ->
                    text("reason.crypto", name(crypto.actual()), either(crypto.allowed()));
            case Reason.Weather weather ->
                    text("reason.climate", name(weather.actual()), either(weather.allowed()));
            case Reason.Warrant canary ->
                    text("reason.canary", name(canary.actual()), either(canary.allowed()));
        };
    }

    private String either(Collection<? extends Enum<?>> allowed) {
        return allowed.stream()
                .sorted(Comparator.comparingInt(Enum::ordinal))
                .map(this::name)
                .collect(Collectors.joining(" " + text("weather.or") + " "));
    }

    /** Where the value of a country's censorship comes from. */
    public String source(Censorship censorship) {
        return switch (censorship) {
            case Censorship.Measured _ -> text("source.measured");
            case Censorship.Imputed _ -> text("source.imputed");
            case Censorship.Assessed _ -> text("source.assessed");
        };
    }

    /** An input's name, by its key in the files. */
    public String input(String key) {
        return text("input." + key);
    }
}
