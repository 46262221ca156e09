// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.islands.MemberRules;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Entries of an island's journal as sentences; names are looked up when it is read. */
final class JournalWords {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> names;
    private final Messages messages;

    private JournalWords(Map<String, String> names, Messages messages) {
        this.names = names;
        this.messages = messages;
    }

    /**
     * @param directory asked once, for all of a page
     */
    static JournalWords of(
            List<JournalEntry> entries,
            Function<Collection<UserId>, List<Person>> directory,
            Messages messages) {
        Set<UserId> people = new HashSet<>();
        for (JournalEntry entry : entries) {
            entry.note().actor().ifPresent(people::add);
            entry.note().person().ifPresent(people::add);
        }
        Map<String, String> names =
                directory.apply(people).stream()
                        .collect(
                                Collectors.toMap(
                                        person -> person.id().value(), Person::displayName));
        return new JournalWords(names, messages);
    }

    /** What was done, by whom and to whom. */
    String sentence(JournalEntry entry) {
        JournalNote note = entry.note();
        JsonNode after = json(note.after());
        String actor = note.actor().map(UserId::value).orElse("");
        String object = note.person().map(UserId::value).orElse("");
        String key = "journal." + note.action();
        if (!object.isEmpty() && object.equals(actor)) {
            key = messages.find(key + ".self").isPresent() ? key + ".self" : key;
        }
        if (note.action().equals("island.member.until") && !after.has("until")) {
            key = key + ".none";
        }
        String role = after.has("role") ? messages.text("role." + after.path("role").asText()) : "";
        String day =
                after.has("until")
                        ? EndDate.words(
                                Instant.parse(after.path("until").asText()), messages.locale())
                        : "";
        return messages.find(key, name(actor), name(object), role, day, named(after))
                .orElse(note.action());
    }

    /** What the island is called then, or its rules as a sentence. */
    private String named(JsonNode after) {
        return after.has("rules")
                ? IslandPage.rules(MemberRules.parse(after.path("rules").asText()), messages)
                : after.path("name").asText();
    }

    private String name(String id) {
        return names.getOrDefault(id, messages.text("journal.gone"));
    }

    private static JsonNode json(Optional<String> text) {
        try {
            return JSON.readTree(text.orElse("{}"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL took this for JSON", e);
        }
    }
}
