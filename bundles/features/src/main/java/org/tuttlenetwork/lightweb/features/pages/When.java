// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Times as people say them: from now, with the exact instant beside it. */
final class When {
    private static final long MOST_DAYS = 30;

    private When() {}

    /** HTML: how long ago, or in how long; its title is the instant, in UTC. */
    static String markup(Instant at, Instant now, Messages messages) {
        return "<time datetime=\"%s\" title=\"%s UTC\">%s</time>"
                .formatted(at, exact(at, messages, FormatStyle.MEDIUM), words(at, now, messages));
    }

    private static String words(Instant at, Instant now, Messages messages) {
        Duration apart = Duration.between(at, now).abs();
        String side = at.isAfter(now) ? "when.in." : "when.ago.";
        if (apart.toDays() > MOST_DAYS) {
            return exact(at, messages, FormatStyle.SHORT) + " UTC";
        }
        if (apart.toDays() > 0) {
            return messages.text(side + "days", apart.toDays());
        }
        if (apart.toHours() > 0) {
            return messages.text(side + "hours", apart.toHours());
        }
        return apart.toMinutes() > 0
                ? messages.text(side + "minutes", apart.toMinutes())
                : messages.text(side + "moment");
    }

    private static String exact(Instant at, Messages messages, FormatStyle time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, time)
                .withLocale(messages.locale())
                .withZone(ZoneOffset.UTC)
                .format(at);
    }
}
