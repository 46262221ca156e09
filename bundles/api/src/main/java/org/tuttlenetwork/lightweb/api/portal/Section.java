// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import org.tuttlenetwork.lightweb.api.problem.ProblemReason;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A service that adds an entry to the navigation and, if it wants, a card to the home page. */
public interface Section {
    /** Unique; also the feature's first path segment. */
    String id();

    /** Where the entry leads; {@code /} and the id, unless said otherwise. */
    default String path() {
        return "/" + id();
    }

    /** The entry's words: the text {@code label} beside the section's class. */
    default String label(Locale locale) {
        return Messages.of(getClass(), locale).text("label");
    }

    /**
     * A reason of this room in words: the text {@code because.} and its key, beside the section's
     * class. Empty for a reason of another room.
     */
    default Optional<String> words(ProblemReason reason, Locale locale) {
        return Messages.of(getClass(), locale)
                .find("because." + reason.key(), reason.arguments().toArray());
    }

    /**
     * The name of an icon of the shell: island, service, device, weather, feature, node, health,
     * home, mesh, journal, people.
     */
    String icon();

    /**
     * Smaller comes first: 10 home, 20 islands, 30 services, 40 devices, 50 weather, 100 and more
     * for administrators.
     */
    int order();

    /** Whether this viewer sees it; everybody who is logged in, unless said otherwise. */
    default boolean isFor(Viewer viewer) {
        return viewer.caller().isPresent();
    }

    /** What of this section needs the viewer now; the most urgent first. */
    default List<Notice> notices(Viewer viewer) {
        return List.of();
    }

    /** HTML of a card for the home page; empty for none. */
    default Optional<String> card(Viewer viewer) {
        return Optional.empty();
    }

    /**
     * Something that needs the viewer, or that they wait for.
     *
     * @param state one of the five words of state
     * @param text one sentence
     * @param path where to act on it
     */
    record Notice(State state, String text, String path) {}

    /** The one vocabulary of state. */
    enum State {
        WORKING,
        WAITING,
        NEEDS_YOU,
        BROKEN,
        OFF
    }
}
