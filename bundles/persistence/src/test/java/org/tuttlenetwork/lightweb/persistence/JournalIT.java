// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The journal on a real PostgreSQL. */
class JournalIT {
    private static final UserId ADA = new UserId("ada");
    private static final UserId MIA = new UserId("mia");
    private static final String KITCHEN = "island:018f0000-0000-7000-8000-000000000001";

    private TestDatabase postgres;
    private Database notes;
    private Journal journal;

    @BeforeEach
    void start() {
        postgres = TestDatabase.start();
        notes = postgres.unit("notes", List.of(Note.class), Note.class);
        journal = postgres.journal();
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    private void write(JournalNote... all) {
        notes.write(
                tx -> {
                    for (JournalNote note : all) {
                        tx.journal(note);
                    }
                    return all.length;
                });
    }

    private static JournalNote note(String action, String object) {
        return JournalNote.by(ADA, "request-1", action, object);
    }

    private List<JournalEntry> read(String scope) {
        return journal.read(JournalQuery.newest(scope, JournalFilter.ALL));
    }

    /** On a connection of its own, so that no role stays set on one of the pool. */
    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.running().server().plain().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void keepsWhatAFeatureWritesAsItWasWritten() {
        Instant before = Instant.now().minusSeconds(60);
        JournalNote added =
                note("island.member.added", "user:mia")
                        .within(KITCHEN)
                        .withBefore("{ \"roles\" : [], \"n\": 1.50 }")
                        .withAfter("{\"roles\":[\"member\"],\"quote\":\"\\u0022\"}");
        write(added);
        write(JournalNote.bySystem("island.lapsed", KITCHEN).within(KITCHEN));
        List<JournalEntry> entries = read(KITCHEN);
        assertThat(entries).hasSize(2);
        assertThat(entries.getLast().note()).isEqualTo(added);
        assertThat(entries.getLast().feature()).isEqualTo("notes");
        assertThat(entries.getLast().at())
                .isBetween(before, Instant.now().plusSeconds(60))
                .isBeforeOrEqualTo(entries.getFirst().at());
        assertThat(entries.getFirst().note().actor()).isEmpty();
        assertThat(entries.getFirst().number()).isGreaterThan(entries.getLast().number());
        assertThat(read(JournalNote.SYSTEM)).isEmpty();
    }

    @Test
    void writesInTheFeaturesTransactionOrNotAtAll() {
        assertThatThrownBy(
                        () ->
                                notes.write(
                                        tx -> {
                                            tx.entities().persist(new Note("undone", "x"));
                                            tx.journal(note("note.made", "note:undone"));
                                            throw LightWebException.conflict("no");
                                        }))
                .hasMessage("no");
        assertThat(read(JournalNote.SYSTEM)).isEmpty();
        assertThatThrownBy(
                        () ->
                                notes.read(
                                        tx -> {
                                            tx.journal(note("note.read", "note:a"));
                                            return tx;
                                        }))
                .rootCause()
                .hasMessageContaining("read-only transaction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{no json}", "{\"a\":1}{}", "{\"a\":1}, {\"b\":2}"})
    void undoesEverythingWhereWhatItWasIsNoJson(String wrong) {
        assertThatThrownBy(
                        () ->
                                notes.write(
                                        tx -> {
                                            tx.entities().persist(new Note("wrong", "x"));
                                            tx.journal(
                                                    note("note.made", "note:a").withAfter(wrong));
                                            return tx;
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("json");
        assertThat(read(JournalNote.SYSTEM)).isEmpty();
        assertThat(
                        notes.<Optional<Note>>read(
                                tx -> Optional.ofNullable(tx.entities().find(Note.class, "wrong"))))
                .isEmpty();
    }

    @Test
    void namesTheFeatureByItsRoleAndLetsNobodyNameAnother() {
        Database others = postgres.unit("other-notes", List.of(), Note.class);
        others.write(
                tx -> {
                    tx.journal(note("note.made", "note:a"));
                    return tx;
                });
        assertThat(read(JournalNote.SYSTEM))
                .extracting(JournalEntry::feature)
                .containsExactly("other-notes");
        assertRefused(
                "set role lw_notes; insert into lightweb.journal (feature, scope, action, object,"
                        + " request_id) values ('islands', '', 'a.b', 'a:b', 'none')",
                "permission denied");
        assertRefused("set role lw_notes; select * from lightweb.journal", "permission denied");
        assertRefused(
                "select lightweb.journal('', null, 'a.b', 'a:b', null, null, 'none')",
                "Only a feature writes");
        assertThat(read(JournalNote.SYSTEM)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update lightweb.journal set actor = 'mia'",
                "update lightweb.journal set actor = 'mia' where number < 0",
                "delete from lightweb.journal",
                "truncate lightweb.journal",
                "insert into lightweb.journal (number, feature, scope, action, object, request_id)"
                        + " overriding system value select number, feature, scope, action, object,"
                        + " request_id from lightweb.journal on conflict (number) do update set"
                        + " actor = 'mia'"
            })
    void isOnlyEverAddedToWhoeverAsks(String statement) {
        write(note("note.made", "note:a"));
        List<JournalEntry> before = read(JournalNote.SYSTEM);
        assertRefused(statement, "it is only ever added to");
        assertThat(read(JournalNote.SYSTEM)).isEqualTo(before).hasSize(1);
    }

    private void assertRefused(String statements, String words) {
        assertThatThrownBy(() -> execute(statements))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(words);
    }

    static Stream<JournalFilter> filters() {
        Optional<String> none = Optional.empty();
        Optional<Instant> ever = Optional.empty();
        Optional<UserId> anybody = Optional.empty();
        Instant past = Instant.parse("2020-01-01T00:00:00Z");
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        return Stream.of(
                new JournalFilter(Optional.of("feature.in"), anybody, none, ever, ever),
                new JournalFilter(none, Optional.of(MIA), none, ever, ever),
                new JournalFilter(none, anybody, Optional.of("feature:a%"), ever, ever),
                new JournalFilter(
                        Optional.of("feature.install"),
                        Optional.of(MIA),
                        Optional.of("feature:a%"),
                        Optional.of(past),
                        Optional.of(future)));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void findsWhatAllOfAFilterHoldsFor(JournalFilter filter) {
        write(
                note("feature.remove", "feature:garden"),
                JournalNote.by(MIA, "request-2", "feature.install", "feature:a%"),
                note("feature.remove", "feature:ab"),
                JournalNote.bySystem("other.feature.install", "feature:b"),
                JournalNote.by(MIA, "request-2", "feature.install", "feature:a%").within(KITCHEN));
        assertThat(journal.read(JournalQuery.newest(JournalNote.SYSTEM, filter)))
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.note().requestId()).isEqualTo("request-2");
                            assertThat(entry.note().scope()).isEmpty();
                        });
    }

    @Test
    void countsAnInstantAsFromAndNotAsTo() {
        write(note("note.made", "note:a"));
        Instant at = read(JournalNote.SYSTEM).getFirst().at();
        assertThat(between(Optional.of(at), Optional.empty())).hasSize(1);
        assertThat(between(Optional.of(at.plusNanos(1000)), Optional.empty())).isEmpty();
        assertThat(between(Optional.empty(), Optional.of(at))).isEmpty();
        assertThat(between(Optional.empty(), Optional.of(at.plusNanos(1000)))).hasSize(1);
    }

    private List<JournalEntry> between(Optional<Instant> from, Optional<Instant> to) {
        return journal.read(
                JournalQuery.newest(
                        JournalNote.SYSTEM,
                        new JournalFilter(
                                Optional.empty(), Optional.empty(), Optional.empty(), from, to)));
    }

    @Test
    void pagesOverEqualInstantsWithoutAGapOrARepetition() throws SQLException {
        execute(
                "insert into lightweb.journal (at, feature, scope, action, object, request_id)"
                        + " select '2026-01-01T00:00:00Z', 'notes', '', 'note.made', 'note:' || n,"
                        + " 'none' from generate_series(1, 7) n");
        List<String> expected =
                IntStream.iterate(7, n -> n > 0, n -> n - 1).mapToObj(n -> "note:" + n).toList();
        List<String> paged = new ArrayList<>();
        JournalQuery query =
                new JournalQuery(JournalNote.SYSTEM, JournalFilter.ALL, Long.MAX_VALUE, 3);
        List<JournalEntry> page = journal.read(query);
        while (!page.isEmpty()) {
            page.forEach(entry -> paged.add(entry.note().object()));
            page = journal.read(query.after(page.getLast()));
        }
        assertThat(paged).isEqualTo(expected);
        List<String> streamed = new ArrayList<>();
        journal.each(query, entry -> streamed.add(entry.note().object()));
        assertThat(streamed).isEqualTo(expected);
    }

    @Test
    void showsALateCommitInItsPlaceAndNoEntryTwice() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread late =
                Thread.startVirtualThread(
                        () ->
                                notes.write(
                                        tx -> {
                                            tx.journal(note("note.late", "note:a"));
                                            written.countDown();
                                            return awaited(goOn);
                                        }));
        assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
        write(note("note.early", "note:b"));
        JournalQuery first =
                new JournalQuery(JournalNote.SYSTEM, JournalFilter.ALL, Long.MAX_VALUE, 1);
        List<JournalEntry> seen = journal.read(first);
        assertThat(seen).extracting(e -> e.note().action()).containsExactly("note.early");
        goOn.countDown();
        late.join();
        assertThat(journal.read(first.after(seen.getLast())))
                .extracting(e -> e.note().action())
                .containsExactly("note.late");
        assertThat(read(JournalNote.SYSTEM))
                .extracting(e -> e.note().action())
                .containsExactly("note.early", "note.late");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void exportsEveryEntryAsALine() throws Exception {
        write(note("note.made", "note:a").withAfter("{\"a\":\n\"x\"}"));
        execute(
                "insert into lightweb.journal (feature, scope, action, object, request_id) select"
                        + " 'notes', '', 'note.made', 'note:' || n, 'none' from generate_series(1,"
                        + " 1000) n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        journal.export(JournalQuery.newest(JournalNote.SYSTEM, JournalFilter.ALL), out);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1001).allMatch(line -> line.endsWith("}"));
        assertThat(lines.getLast())
                .startsWith("{\"number\":")
                .contains(
                        "\"feature\":\"notes\",\"scope\":\"\",\"actor\":\"ada\",\"action\":\"note.made\"",
                        "\"before\":null,\"after\":{\"a\": \"x\"},\"requestId\":\"request-1\"");
        assertThat(lines.getFirst()).contains("\"actor\":null", "\"object\":\"note:1000\"");
    }

    @Test
    void saysThatItCannotBeReadNow() {
        postgres.pool().close();
        assertThatThrownBy(() -> read(JournalNote.SYSTEM))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }
}
