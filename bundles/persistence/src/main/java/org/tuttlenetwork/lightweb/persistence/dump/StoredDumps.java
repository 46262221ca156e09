// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.data.SchemaDump.Reason;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.persistence.unit.MigrationHistory;
import org.tuttlenetwork.lightweb.persistence.unit.Server;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Dumps of single schemas, as chunks in the platform's own. */
public final class StoredDumps implements SchemaDumps {
    /** How long a dump is kept (DECISIONS 2.4). */
    static final Duration KEPT = Duration.ofDays(30);

    private static final long MOST_WAITING_MILLIS = 5000;

    private final Server server;
    private final Supplier<DumpWriter.Maker> maker;
    private final Clock clock;
    private final DumpStore store = new DumpStore();

    /**
     * @param maker what is known of the host
     */
    public StoredDumps(Server server, Supplier<DumpWriter.Maker> maker, Clock clock) {
        this.server = server;
        this.maker = maker;
        this.clock = clock;
    }

    @Override
    public SchemaDump dump(FeatureId feature, Reason reason) {
        return run(
                "dumped",
                () -> {
                    try (Connection from = server.plain().getConnection()) {
                        SchemaDump dump = write(from, feature, reason);
                        from.rollback();
                        return dump;
                    }
                });
    }

    @Override
    public SchemaDump purge(FeatureId feature) {
        return purge(feature, Reason.PURGE);
    }

    private SchemaDump purge(FeatureId feature, Reason reason) {
        UnitName unit = UnitName.ofBundle(feature.value());
        return run(
                "deleted",
                () -> {
                    try (Connection from = server.plain().getConnection()) {
                        from.setAutoCommit(false);
                        new Catalogue(from)
                                .execute("set local lock_timeout = " + MOST_WAITING_MILLIS);
                        SchemaDump dump = write(from, feature, reason);
                        DumpLoader.drop(from, unit);
                        store.forgetUnit(from, unit);
                        from.commit();
                        return dump;
                    }
                });
    }

    /** Kept by a commit of its own, and only once it was read back. */
    private SchemaDump write(Connection from, FeatureId feature, Reason reason)
            throws SQLException, IOException {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (Connection to = server.plain().getConnection()) {
            to.setAutoCommit(false);
            DumpManifest manifest;
            ChunkOutput out = new ChunkOutput(to, id);
            manifest =
                    new DumpWriter(from, Progress.none())
                            .writeOne(
                                    feature.schema(), reason != Reason.MIGRATION, maker.get(), out);
            Part whole = out.finish();
            Gauge gauge = new Gauge();
            try (InputStream back = new ChunkInput(to, id, gauge)) {
                DumpReader.compare(manifest.parts(), DumpReader.verify(back).parts());
            }
            if (!gauge.part(whole.name()).equals(whole)) {
                throw Refusal.altered("what was stored is not what was written", null);
            }
            SchemaDump dump =
                    new SchemaDump(
                            id,
                            feature,
                            reason,
                            now,
                            now.plus(KEPT),
                            manifest.tables(),
                            manifest.rows(),
                            whole.bytes(),
                            whole.sha256());
            store.add(to, dump);
            to.commit();
            return dump;
        }
    }

    @Override
    public Set<String> migrations(FeatureId feature) {
        UnitName unit = new UnitName(feature.value());
        if (UnitName.isReserved(unit.schema())) {
            // Whoever asks for such an id is refused; nothing of it was ever migrated.
            return Set.of();
        }
        return run(
                "changed",
                () -> {
                    try (Connection connection = server.plain().getConnection()) {
                        return MigrationHistory.of(connection, unit);
                    }
                });
    }

    @Override
    public List<SchemaDump> list() {
        return run(
                "read",
                () -> {
                    try (Connection connection = server.plain().getConnection()) {
                        return store.list(connection);
                    }
                });
    }

    @Override
    public void restore(UUID dump, boolean replace) {
        FeatureId feature =
                list().stream()
                        .filter(one -> one.id().equals(dump))
                        .map(SchemaDump::feature)
                        .findFirst()
                        .orElseThrow(() -> LightWebException.notFound("There is no such dump."));
        run(
                "restored",
                () -> {
                    DumpManifest manifest;
                    try (InputStream in = source(dump)) {
                        manifest = DumpReader.verify(in);
                    }
                    Optional<SchemaDump> replaced = makeRoom(feature, replace);
                    try {
                        load(() -> source(dump), manifest);
                    } catch (SQLException | IOException | RuntimeException e) {
                        if (replaced.isPresent()) {
                            throw dropped(feature, replaced.get(), e);
                        }
                        throw e;
                    }
                    return manifest;
                });
    }

    private Optional<SchemaDump> makeRoom(FeatureId feature, boolean replace) throws SQLException {
        try (Connection connection = server.plain().getConnection()) {
            if (new Catalogue(connection).tables(feature.schema()).isEmpty()) {
                return Optional.empty();
            }
        }
        if (replace) {
            return Optional.of(purge(feature, Reason.RESTORE));
        }
        throw LightWebException.conflict(
                feature
                        + " has data already. Nothing was changed. Ask for it to be replaced, if"
                        + " that is meant; a dump of it is made first.");
    }

    private void load(DumpSource source, DumpManifest manifest) throws SQLException, IOException {
        DumpLoader loader = new DumpLoader(server, Progress.none());
        try {
            loader.load(source, manifest, _ -> {});
        } catch (SQLException | IOException | RuntimeException e) {
            loader.undo(manifest);
            throw e;
        }
    }

    private static LightWebException dropped(
            FeatureId feature, SchemaDump replaced, Exception cause) {
        return new LightWebException(
                ProblemType.UNAVAILABLE,
                "It could not be brought back. What "
                        + feature
                        + " had is in the dump "
                        + replaced.id()
                        + ": restore that one.",
                cause);
    }

    private InputStream source(UUID dump) throws IOException {
        try {
            return ChunkInput.alone(server.plain().getConnection(), dump, new Gauge());
        } catch (SQLException e) {
            throw new IOException("The dump cannot be read", e);
        }
    }

    /** Forgets what was kept for long enough. */
    void forget(Instant now) throws SQLException {
        try (Connection connection = server.plain().getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "delete from lightweb.schema_dump where kept_until <="
                                        + " ?::timestamptz")) {
            delete.setString(1, now.toString());
            delete.executeUpdate();
        }
    }

    private static <T> T run(String what, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            boolean busy = "55P03".equals(e.getSQLState());
            throw new LightWebException(
                    busy ? ProblemType.CONFLICT : ProblemType.UNAVAILABLE,
                    busy
                            ? "Somebody still works with this feature's data. Nothing was changed."
                                    + " Stop the feature first."
                            : "The database could not do it. Nothing was " + what + ".",
                    e);
        } catch (IOException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The database could not do it. Nothing was " + what + ".",
                    e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException, IOException;
    }
}
