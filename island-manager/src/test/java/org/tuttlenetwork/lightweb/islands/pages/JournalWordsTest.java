// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

class JournalWordsTest {
    @ParameterizedTest
    @CsvSource({
        "en, 1, member.added, user:2, role, guest, 'Olivia let Mia in: Guest.'",
        "en, 2, member.added, user:2, role, guest, 'Mia joined: Guest.'",
        "fr, 1, member.changed, user:2, role, admin, 'Olivia a changé ce que Mia est\u00a0:"
                + " Administration.'",
        "en, 1, member.until, user:2, until, 2027-07-01T00:00:00Z, 'Olivia set the last day of Mia:"
                + " June 30, 2027.'",
        "en, 1, member.until, user:2, none, none, 'Olivia took the last day of Mia away.'",
        "en, 1, member.removed, user:9, none, none, 'Olivia removed Somebody who is gone.'",
        "en, 1, invitation.made, invitation:x, role, member, 'Olivia made an invitation: Member.'"
    })
    void saysWhatWasDoneToWhom(
            String language,
            String actor,
            String action,
            String object,
            String key,
            String value,
            String sentence) {
        assertThat(words(language, entry(actor, action, object, key, value))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "made",
                "dissolved",
                "member.added",
                "member.changed",
                "member.until",
                "member.removed",
                "member.left",
                "member.ended",
                "invitation.made",
                "invitation.revoked",
                "request.made",
                "request.approved",
                "request.refused",
                "request.withdrawn",
                "handover.offered",
                "handover.accepted",
                "handover.declined",
                "handover.withdrawn",
                "handover.done"
            })
    void hasWordsForEverythingThatIsWritten(String action) {
        for (String language : List.of("en", "fr")) {
            assertThat(words(language, entry("1", action, "user:2", "role", "member")))
                    .contains("Olivia")
                    .doesNotContain("island." + action, "{");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, came, 'Mia is in by a role given in Zitadel, and not here: Member.'",
        "fr, came, 'Mia est là par un rôle donné dans Zitadel, et non ici : Membre.'",
        "en, back, 'Mia is back: in Zitadel they have a role here again, and are not locked.'",
        "en, gone, 'Mia is out: in Zitadel they have no role here now, or are locked.'"
    })
    void saysWhatZitadelAloneTells(String language, String action, String sentence) {
        assertThat(words(language, entry("1", "member." + action, "user:2", "role", "member")))
                .isEqualTo(sentence);
    }

    @Test
    void showsAnActionThatItDoesNotKnowAsItIs() {
        assertThat(words("en", entry("1", "sunk", "user:2", "role", "member")))
                .isEqualTo("island.sunk");
    }

    private static JournalEntry entry(
            String actor, String action, String object, String key, String value) {
        JournalNote note =
                JournalNote.by(new UserId(actor), "r", "island." + action, object)
                        .within("island:1")
                        .withAfter("{\"" + key + "\":\"" + value + "\"}");
        return new JournalEntry(1, Instant.EPOCH, "islands", note);
    }

    private static String words(String language, JournalEntry entry) {
        return JournalWords.of(
                        List.of(entry),
                        JournalWordsTest::people,
                        IslandPagesTest.messages(language))
                .sentence(entry);
    }

    private static List<Person> people(Collection<UserId> users) {
        Map<String, String> names = Map.of("1", "Olivia", "2", "Mia");
        return users.stream()
                .filter(user -> names.containsKey(user.value()))
                .map(user -> new Person(user, names.get(user.value()), "x", "en", true))
                .toList();
    }
}
