// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.persistence.dump.DatabaseReplacement;
import org.tuttlenetwork.lightweb.persistence.dump.DumpLoader;
import org.tuttlenetwork.lightweb.persistence.dump.Progress;
import org.tuttlenetwork.lightweb.persistence.dump.Refusal;
import org.tuttlenetwork.lightweb.persistence.restored.PostgresRestoreBrake;
import org.tuttlenetwork.lightweb.persistence.server.EmbeddedPostgres;
import org.tuttlenetwork.lightweb.persistence.server.PostgresBinaries;
import org.tuttlenetwork.lightweb.persistence.unit.Server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a host again from a backup: everything, or nothing. The host must not run. What is restored
 * holds the brake until an administrator lets it go.
 */
public final class HostRestore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Target target;
    private final Clock clock;
    private final Progress progress;

    public HostRestore(Target target, Clock clock, Progress progress) {
        this.target = target;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Where a host is to be.
     *
     * @param home its program, with the binaries of PostgreSQL
     * @param data its data folder
     * @param etc its configuration
     * @param version of the program
     * @param environment for what the configuration names from there
     */
    public record Target(
            Path home, Path data, Path etc, String version, Map<String, String> environment) {}

    /**
     * @param replace whether what is there is moved aside, where otherwise it is refused
     * @throws LightWebException INVALID where the backup is of a newer host, CONFLICT where there
     *     is a host already or one runs on the database; nothing was changed then
     */
    public void run(Backup backup, boolean replace) throws IOException, SQLException {
        requireNotNewer(backup.database().about().host(), target.version());
        HostFiles files = new HostFiles(target.data(), target.etc());
        if (!replace) {
            files.requireNone(backup);
        }
        Instant now = clock.instant();
        Optional<Server> external = ConfiguredServer.of(backup, target.environment());
        try {
            if (external.isPresent()) {
                external(external.get(), files, backup, replace, now);
            } else {
                embedded(files, backup, now);
                files.finish(backup, aside(now));
            }
        } catch (IOException | SQLException | RuntimeException e) {
            files.abandon();
            throw e;
        }
    }

    private static String aside(Instant now) {
        return "replaced-" + STAMP.format(now);
    }

    private void external(
            Server server, HostFiles files, Backup backup, boolean replace, Instant now)
            throws IOException, SQLException {
        DatabaseReplacement database =
                new DatabaseReplacement(server, "before_" + STAMP.format(now));
        database.requireIdle();
        files.begin();
        files.prepare(backup);
        database.makeRoom(replace);
        try {
            load(server, backup, now);
            finish(server, files, backup, now);
        } catch (IOException | SQLException | RuntimeException e) {
            database.putBack();
            throw e;
        }
    }

    /** The database has it already, and gives it up where the files cannot follow. */
    private void finish(Server server, HostFiles files, Backup backup, Instant now)
            throws IOException, SQLException {
        try {
            files.finish(backup, aside(now));
        } catch (IOException | RuntimeException e) {
            new DumpLoader(server, progress).undo(backup.database());
            throw e;
        }
    }

    private void embedded(HostFiles files, Backup backup, Instant now)
            throws IOException, SQLException {
        Path folder = files.begin();
        files.prepare(backup);
        Path binaries = PostgresBinaries.of(target.home(), target.data());
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(binaries, folder.resolve("database"), true)) {
            load(
                    new Server(postgres.url(), EmbeddedPostgres.USER, postgres.password()),
                    backup,
                    now);
        }
    }

    private void load(Server server, Backup backup, Instant now) throws IOException, SQLException {
        DumpLoader loader = new DumpLoader(server, progress);
        try {
            DatabaseReplacement.begin(server);
            loader.load(
                    backup.dump(),
                    backup.database(),
                    connection -> {
                        PostgresRestoreBrake.hold(
                                connection, now, Instant.parse(backup.database().about().madeAt()));
                        DatabaseReplacement.end(connection);
                    });
        } catch (IOException | SQLException | RuntimeException e) {
            loader.undo(backup.database());
            throw e;
        }
    }

    /** An older host would read newer tables wrongly, or not at all. */
    static void requireNotNewer(String theirs, String ours) {
        int[] their = numbers(theirs);
        int[] our = numbers(ours);
        for (int i = 0; i < their.length; i++) {
            if (their[i] != our[i]) {
                if (their[i] > our[i]) {
                    throw Refusal.newer(theirs, ours);
                }
                return;
            }
        }
    }

    private static int[] numbers(String version) {
        String[] parts = version.split("[.-]", -1);
        int[] numbers = new int[3];
        for (int i = 0; i < numbers.length && i < parts.length; i++) {
            numbers[i] = parts[i].matches("[0-9]{1,6}") ? Integer.parseInt(parts[i]) : 0;
        }
        return numbers;
    }
}
