// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as people say them: from now, with the exact instant beside it. */
public final class When {
    private static final long MOST_DAYS = 30;

    private When() {}

    /**
     * HTML: how long ago, or in how long; its {@code title} is the instant, in UTC. More than 30
     * days away, the day.
     */
    public static String markup(Instant at, Instant now, Locale locale) {
        String exact =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.MEDIUM)
                        .withLocale(regional(locale))
                        .withZone(ZoneOffset.UTC)
                        .format(at);
        return "<time datetime=\""
                + at
                + "\" title=\""
                + exact
                + " UTC\">"
                + words(at, now, locale)
                + "</time>";
    }

    /** A day in words, for example 27 November 2026. */
    public static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(regional(locale))
                .format(day);
    }

    static String words(Instant at, Instant now, Locale locale) {
        Messages messages = Messages.of(When.class, locale);
        Duration apart = Duration.between(at, now).abs();
        String side = at.isAfter(now) ? "in" : "ago";
        if (apart.toDays() > MOST_DAYS) {
            return day(LocalDate.ofInstant(at, ZoneOffset.UTC), locale);
        }
        if (apart.toDays() > 0) {
            return messages.text("when." + side + ".days", apart.toDays());
        }
        if (apart.toHours() > 0) {
            return messages.text("when." + side + ".hours", apart.toHours());
        }
        return apart.toMinutes() > 0
                ? messages.text("when." + side + ".minutes", apart.toMinutes())
                : messages.text("when.now");
    }

    /** English dates as most of its readers write them: the day first. */
    private static Locale regional(Locale locale) {
        return locale.getLanguage().equals("fr") ? Locale.FRANCE : Locale.UK;
    }
}
