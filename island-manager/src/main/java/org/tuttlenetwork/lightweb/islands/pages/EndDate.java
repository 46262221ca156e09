// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The last day of a membership, as forms and people have it: whole, by UTC. */
final class EndDate {
    private EndDate() {}

    /**
     * @param typed {@code 2027-06-30}, as a date field sends it; empty for no end
     * @return the end of that day
     * @throws LightWebException INVALID for what is no date
     */
    static Optional<Instant> parse(String field, String typed) {
        if (typed.isBlank()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            return Optional.of(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            String rule = "a date such as 2027-06-30";
            throw new LightWebException(
                    ProblemType.INVALID,
                    field + ": " + rule + ". Nothing was changed.",
                    List.of(new FieldProblem(field, rule)),
                    e);
        }
    }

    /** The last day, for a date field. */
    static String day(Instant end) {
        return lastDay(end).toString();
    }

    /** The last day, for people. */
    static String words(Instant end, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(lastDay(end));
    }

    private static LocalDate lastDay(Instant end) {
        return end.minusNanos(1).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
