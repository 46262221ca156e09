// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.pages;

import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.portal.Messages;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of those that entries are about: the journal knows ids only (DECISIONS 4.4). */
final class People {
    private final Map<UserId, String> names;
    private final Messages messages;

    private People(Map<UserId, String> names, Messages messages) {
        this.names = names;
        this.messages = messages;
    }

    /** Asked for once, for all of a page. */
    static People of(List<JournalEntry> entries, Directory directory, Messages messages) {
        List<UserId> ids =
                entries.stream()
                        .map(JournalEntry::note)
                        .flatMap(
                                note ->
                                        Stream.concat(
                                                note.actor().stream(), note.person().stream()))
                        .distinct()
                        .toList();
        Map<UserId, String> names =
                directory.people(ids).stream()
                        .collect(Collectors.toMap(Person::id, Person::displayName));
        return new People(names, messages);
    }

    String actor(JournalNote note) {
        return note.actor().map(this::name).orElseGet(() -> messages.text("actor.system"));
    }

    String object(JournalNote note) {
        return note.person().map(this::name).orElse(note.object());
    }

    private String name(UserId id) {
        String name = names.get(id);
        return name == null ? messages.text("actor.gone") : name;
    }
}
