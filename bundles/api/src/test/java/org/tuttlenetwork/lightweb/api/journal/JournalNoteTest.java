// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

class JournalNoteTest {
    private static final UserId ADA = new UserId("ada");
    private static final JournalNote NOTE =
            JournalNote.by(ADA, "request-1", "island.member.added", "user:mia");

    static Stream<Supplier<Object>> wrong() {
        return Stream.of(
                () -> NOTE.within("island"),
                () -> NOTE.within("island:a b"),
                () -> NOTE.within("island:" + "a".repeat(80)),
                () -> JournalNote.bySystem("added", "user:mia"),
                () -> JournalNote.bySystem("Island.added", "user:mia"),
                () -> JournalNote.bySystem("island..added", "user:mia"),
                () -> JournalNote.bySystem("island." + "a".repeat(80), "user:mia"),
                () -> JournalNote.bySystem("island.added", "Mia Doe"),
                () -> JournalNote.bySystem("island.added", "user:Mia Doe"),
                () -> JournalNote.bySystem("island.added", "user:" + "a".repeat(216)),
                () -> JournalNote.by(ADA, "", "island.added", "user:mia"),
                () -> JournalNote.by(ADA, "a b", "island.added", "user:mia"),
                () -> NOTE.withBefore("member"),
                () -> NOTE.withAfter("[1]"),
                () -> NOTE.withAfter("{\"a\":\"" + "b".repeat(4000) + "\"}"),
                () -> new JournalQuery("island", JournalFilter.ALL, 1, 1),
                () -> new JournalQuery("", JournalFilter.ALL, 0, 1),
                () -> new JournalQuery("", JournalFilter.ALL, 1, 0),
                () -> new JournalQuery("", JournalFilter.ALL, 1, 202),
                () -> since(Instant.MIN),
                () -> since(Instant.MAX));
    }

    private static JournalFilter since(Instant from) {
        return new JournalFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(from),
                Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWhatWouldNotBeUnderstoodLater(Supplier<Object> wrong) {
        assertThatThrownBy(wrong::get).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheLongestUserId() {
        UserId longest = new UserId("u".repeat(200));
        assertThat(JournalNote.bySystem("user.forgotten", "user:" + longest).object()).hasSize(205);
    }

    @Test
    void isWrittenAsOneLineOfJson() {
        JournalNote note =
                JournalNote.by(new UserId("a\"\\b"), "request-1", "a.b", "user:\"\\")
                        .within("island:kitchen")
                        .withBefore("{}")
                        .withAfter("{\n\"a\":\r\n\"\\n\"\n}");
        assertThat(new JournalEntry(7, Instant.EPOCH, "islands", note).json())
                .isEqualTo(
                        "{\"number\":7,\"at\":\"1970-01-01T00:00:00Z\",\"feature\":\"islands\","
                                + "\"scope\":\"island:kitchen\",\"actor\":\"a\\\"\\\\b\","
                                + "\"action\":\"a.b\",\"object\":\"user:\\\"\\\\\",\"before\":{},"
                                + "\"after\":{ \"a\":  \"\\n\" },\"requestId\":\"request-1\"}");
    }
}
