// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Messages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who did something: the history knows ids, pages show names (DECISIONS 4.4). */
final class Actors {
    /** The sentences of the engine that end in an id. */
    private static final Pattern BY = Pattern.compile("(Asked for|Removed) by (\\S+)\\.");

    private final Directory directory;
    private final Messages messages;

    Actors(Directory directory, Messages messages) {
        this.directory = directory;
        this.messages = messages;
    }

    String name(String actor) {
        return switch (actor) {
            case "deploy", "host" -> messages.text("actor." + actor);
            default ->
                    directory
                            .person(new UserId(actor))
                            .map(Person::displayName)
                            .orElseGet(() -> messages.text("actor.gone"));
        };
    }

    /** Why something ended, with names for ids. */
    String detail(String detail) {
        Matcher by = BY.matcher(detail);
        if (!by.matches()) {
            return detail;
        }
        String key = by.group(1).equals("Removed") ? "detail.removed" : "detail.asked";
        return messages.text(key, name(by.group(2)));
    }
}
