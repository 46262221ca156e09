// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class DumpIT {
    private final TestDatabase database = TestDatabase.startBare();
    private final DumpWriter.Maker maker =
            new DumpWriter.Maker("0.1.0", "demo", "k", "2026-01-01T00:00:00Z");

    @BeforeEach
    void make() throws SQLException {
        Everything.make(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private byte[] dump() throws IOException, SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = database.running().server().plain().getConnection()) {
            new DumpWriter(connection, Progress.none()).writeOne("ev_ery", false, maker, out);
            connection.rollback();
        }
        return out.toByteArray();
    }

    private void load(byte[] dump) throws IOException, SQLException {
        DumpManifest manifest = DumpReader.verify(new ByteArrayInputStream(dump));
        new DumpLoader(database.running().server(), Progress.none())
                .load(() -> new ByteArrayInputStream(dump), manifest, _ -> {});
    }

    private void drop() throws SQLException {
        try (Connection connection = database.running().server().plain().getConnection()) {
            DumpLoader.drop(connection, Everything.UNIT);
        }
    }

    @Test
    void bringsEverythingBackAsItWas() throws Exception {
        List<String> before = Everything.look(database);
        byte[] dump = dump();
        drop();
        load(dump);
        assertThat(Everything.look(database)).isEqualTo(before).hasSizeGreaterThan(60);
        Everything.execute(database, "insert into ev_ery.everything (name) values ('next')");
        assertThat(Everything.look(database)).anyMatch(row -> row.startsWith("(3,3,next,NEXT,"));
    }

    @Test
    void needsNoSuperuser() throws Exception {
        byte[] dump = dump();
        drop();
        Everything.execute(
                database,
                """
                do $$ begin
                    if not exists (select from pg_roles where rolname = 'plain_owner') then
                        create role plain_owner login createrole password 'plain';
                    end if;
                    execute 'grant create on database ' || current_database() || ' to plain_owner';
                    -- Roles are the server's: another test's database may have one of this name.
                    if exists (select from pg_roles where rolname = 'lw_ev_ery') then
                        grant lw_ev_ery to plain_owner with admin option;
                    end if;
                end $$;
                grant lw_lightweb, lw_feature to plain_owner with admin option;
                """);
        var server =
                new org.tuttlenetwork.lightweb.persistence.unit.Server(
                        database.running().server().url(), "plain_owner", "plain");
        DumpManifest manifest = DumpReader.verify(new ByteArrayInputStream(dump));
        new DumpLoader(server, Progress.none())
                .load(() -> new ByteArrayInputStream(dump), manifest, _ -> {});
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        try (Connection connection = server.plain().getConnection()) {
            new DumpWriter(connection, Progress.none()).writeOne("ev_ery", true, maker, again);
            connection.rollback();
            connection.setAutoCommit(true);
            DumpLoader.drop(connection, Everything.UNIT);
        }
        assertThat(DumpReader.verify(new ByteArrayInputStream(again.toByteArray())).parts())
                .isEqualTo(manifest.parts());
    }

    @Test
    void isOfOneInstantWhileOthersWrite() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger moves = new AtomicInteger();
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        move(over, moves, begun);
                                    } catch (SQLException e) {
                                        failure.set(e);
                                    }
                                });
        begun.await();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = database.running().server().plain().getConnection()) {
            // Between two tables others certainly write: the dump waits until they have.
            new DumpWriter(connection, _ -> awaitMoves(moves, failure))
                    .writeOne("ev_ery", false, maker, out);
            connection.rollback();
        }
        over.set(true);
        writer.join();
        assertThat(failure.get()).isNull();
        drop();
        load(out.toByteArray());
        assertThat(sums()).isEqualTo("5000,0,true");
    }

    private static void awaitMoves(AtomicInteger moves, AtomicReference<Exception> failure) {
        int seen = moves.get();
        while (moves.get() < seen + 3 && failure.get() == null) {
            Thread.onSpinWait();
        }
    }

    /** Moves money: the sum stays, and each account is what its bookings say. */
    private void move(AtomicBoolean over, AtomicInteger moves, CountDownLatch begun)
            throws SQLException {
        try (Connection connection = database.running().server().plain().getConnection();
                Statement statement = connection.createStatement()) {
            while (!over.get()) {
                statement.execute(
                        "begin; update ev_ery.account set cents = cents - 1 where id = 1; insert"
                                + " into ev_ery.booking (account, cents) values (1, -1); update"
                                + " ev_ery.account set cents = cents + 1 where id = 50; insert into"
                                + " ev_ery.booking (account, cents) values (50, 1); commit");
                moves.incrementAndGet();
                begun.countDown();
            }
        }
    }

    private String sums() throws SQLException {
        try (Connection connection = database.running().server().plain().getConnection();
                Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select (select sum(cents) from ev_ery.account) || ',' ||
                                    (select sum(cents) from ev_ery.booking) || ',' ||
                                    (select bool_and(a.cents = 100 + coalesce((select sum(b.cents) from ev_ery.booking b
                                        where b.account = a.id), 0)) from ev_ery.account a)
                                """)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void refusesEveryAlteredByteAndEveryMissingEnd() throws Exception {
        byte[] dump = dump();
        for (int at = 0; at < dump.length; at += 1 + dump.length / 400) {
            byte[] altered = dump.clone();
            altered[at] ^= 0x41;
            if (!isHarmless(dump, altered)) {
                assertThatThrownBy(() -> DumpReader.verify(new ByteArrayInputStream(altered)))
                        .as("byte %d", at)
                        .isInstanceOf(LightWebException.class)
                        .hasMessageContaining("Nothing was changed");
            }
            byte[] cut = Arrays.copyOf(dump, at);
            if (!isHarmless(dump, cut)) {
                assertThatThrownBy(() -> DumpReader.verify(new ByteArrayInputStream(cut)))
                        .as("cut at %d", at)
                        .isInstanceOf(LightWebException.class);
            }
        }
    }

    /** A zip says some things twice, or says what no reader asks: times, and its directory. */
    private static boolean isHarmless(byte[] dump, byte[] other) {
        try {
            return DumpReader.verify(new ByteArrayInputStream(other))
                    .equals(DumpReader.verify(new ByteArrayInputStream(dump)));
        } catch (IOException | LightWebException _) {
            return false;
        }
    }

    @Test
    void leavesNothingWhereRowsDoNotFit() throws Exception {
        byte[] dump = dump();
        drop();
        DumpManifest manifest = DumpReader.verify(new ByteArrayInputStream(dump));
        DumpLoader loader = new DumpLoader(database.running().server(), Progress.none());
        assertThatThrownBy(
                        () ->
                                loader.load(
                                        () -> new ByteArrayInputStream(dump),
                                        manifest,
                                        _ -> {
                                            throw new SQLException("at the very end");
                                        }))
                .hasMessage("at the very end");
        loader.undo(manifest);
        load(dump);
        assertThat(Everything.look(database)).isNotEmpty();
    }
}
