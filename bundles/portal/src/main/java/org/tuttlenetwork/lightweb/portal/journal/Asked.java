// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader of the journal asks for, as it came; an empty text asks for nothing.
 *
 * @param action what the action begins with
 * @param actor a user id
 * @param object a kind and an id
 * @param from an instant, or a day (UTC) from its beginning
 * @param to an instant, or a day (UTC) to its end
 */
public record Asked(String action, String actor, String object, String from, String to) {
    /** Everything. */
    public static final Asked ALL = new Asked("", "", "", "", "");

    private static final Pattern ACTION = Pattern.compile("[a-z0-9.-]{1,80}");
    private static final Pattern OBJECT = Pattern.compile("[!-~]{1,220}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String WHEN =
            "an instant such as 2026-11-28T08:00:00Z, or a day such as 2026-11-28";

    /** Everything that somebody did. */
    public static Asked by(String actor) {
        return new Asked("", actor, "", "", "");
    }

    /** Everything that was done to something. */
    public static Asked to(String object) {
        return new Asked("", "", object, "", "");
    }

    /** Whether anything is asked for that not every entry has. */
    public boolean any() {
        return !equals(ALL);
    }

    /**
     * @throws LightWebException INVALID naming every field that is not understood
     */
    public JournalFilter filter() {
        List<FieldProblem> wrong = new ArrayList<>();
        Optional<String> begin =
                read(
                        new FieldProblem(
                                "action", "lower case, digits, dots and dashes, at most 80"),
                        action,
                        text -> matching(ACTION, text),
                        wrong);
        Optional<UserId> who =
                read(new FieldProblem("actor", "a user id"), actor, UserId::new, wrong);
        Optional<String> what =
                read(
                        new FieldProblem("object", "a kind and an id, such as feature:garden"),
                        object,
                        text -> matching(OBJECT, text),
                        wrong);
        Optional<Instant> since =
                read(new FieldProblem("from", WHEN), from, text -> instant(text, 0), wrong);
        Optional<Instant> until =
                read(new FieldProblem("to", WHEN), to, text -> instant(text, 1), wrong);
        if (!wrong.isEmpty()) {
            throw LightWebException.invalid(wrong);
        }
        return new JournalFilter(begin, who, what, since, until);
    }

    private static <T> Optional<T> read(
            FieldProblem otherwise,
            String text,
            Function<String, T> reader,
            List<FieldProblem> wrong) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException | DateTimeException _) {
            wrong.add(otherwise);
            return Optional.empty();
        }
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Instant instant(String text, int daysLater) {
        Instant instant =
                DAY.matcher(text).matches()
                        ? LocalDate.parse(text)
                                .plusDays(daysLater)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                        : Instant.parse(text);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new DateTimeException(text);
        }
        return instant;
    }

    /** The same as the query of an address, percent-encoded; empty for everything. */
    public String query() {
        return Stream.of(
                        pair("action", action),
                        pair("actor", actor),
                        pair("object", object),
                        pair("from", from),
                        pair("to", to))
                .filter(pair -> !pair.isEmpty())
                .collect(Collectors.joining("&"));
    }

    private static String pair(String name, String value) {
        return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
