// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.postgresql.PGConnection;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.persistence.dump.Catalogue.ForeignKey;
import org.tuttlenetwork.lightweb.persistence.dump.SchemaContent.Sequence;
import org.tuttlenetwork.lightweb.persistence.dump.SchemaContent.Table;
import org.tuttlenetwork.lightweb.persistence.unit.MigrationScript;
import org.tuttlenetwork.lightweb.persistence.unit.Migrations;
import org.tuttlenetwork.lightweb.persistence.unit.Server;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes schemas again by their own migrations and fills them. All rows come in one transaction, in
 * which foreign keys are taken off first and put on again at the end, so that neither their order
 * nor circles matter; that, like everything here, needs no more than owning the tables.
 */
public final class DumpLoader {
    private final Server server;
    private final Progress progress;

    /**
     * @param server whose user may make schemas and roles, as the host's own may
     */
    public DumpLoader(Server server, Progress progress) {
        this.server = server;
        this.progress = progress;
    }

    /** What else belongs into the transaction that brings the rows. */
    @FunctionalInterface
    public interface Addition {
        void to(Connection connection) throws SQLException;
    }

    /**
     * Loads a dump that was verified. Schemas that it made stay, empty, where it fails: the caller
     * drops them.
     *
     * @param manifest as verified; it is compared once more before the commit
     */
    public void load(DumpSource source, DumpManifest manifest, Addition addition)
            throws IOException, SQLException {
        make(source, manifest);
        try (Connection connection = server.plain().getConnection()) {
            connection.setAutoCommit(false);
            Catalogue catalogue = new Catalogue(connection);
            catalogue.execute(
                    "set local search_path = ''; set local timezone = 'UTC';"
                            + " set local datestyle = 'ISO, YMD';"
                            + " set local intervalstyle = 'postgres'");
            List<ForeignKey> keys = open(catalogue, manifest);
            fill(connection, source, manifest);
            close(catalogue, manifest, keys);
            addition.to(connection);
            connection.commit();
        }
    }

    private void make(DumpSource source, DumpManifest manifest) throws IOException, SQLException {
        Map<String, List<MigrationScript>> scripts = scripts(source, manifest);
        for (SchemaContent schema : manifest.schemas()) {
            progress.at(schema.name());
            Migrations.of(scripts.getOrDefault(schema.name(), List.of()))
                    .run(server, server.plain(), new UnitName(schema.name().replace('_', '-')));
        }
    }

    private static Map<String, List<MigrationScript>> scripts(
            DumpSource source, DumpManifest manifest) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (InputStream in = source.open()) {
            DumpReader.read(
                    in,
                    (name, content) -> {
                        if (name.endsWith(".sql")) {
                            texts.put(
                                    name,
                                    new String(content.readAllBytes(), StandardCharsets.UTF_8));
                        }
                    });
        }
        Map<String, List<MigrationScript>> scripts = new HashMap<>();
        for (SchemaContent schema : manifest.schemas()) {
            List<MigrationScript> own = new ArrayList<>();
            for (String script : schema.scripts()) {
                own.add(
                        new MigrationScript(
                                script, String.valueOf(texts.get(schema.scriptPart(script)))));
            }
            scripts.put(schema.name(), own);
        }
        return scripts;
    }

    /** Empties what migrations have put in, and takes off what would look at rows one by one. */
    private static List<ForeignKey> open(Catalogue catalogue, DumpManifest manifest)
            throws SQLException {
        List<ForeignKey> keys = new ArrayList<>();
        for (SchemaContent schema : manifest.schemas()) {
            requireSameTables(catalogue, schema);
            keys.addAll(catalogue.foreignKeys(schema.name()));
        }
        for (ForeignKey key : keys) {
            catalogue.execute("alter table " + key.table() + " drop constraint " + key.name());
        }
        for (SchemaContent schema : manifest.schemas()) {
            for (Table table : schema.tables()) {
                String name = Names.of(schema.name(), table.name());
                catalogue.execute("alter table " + name + " disable trigger user");
                catalogue.execute("truncate table " + name);
            }
        }
        return keys;
    }

    private static void requireSameTables(Catalogue catalogue, SchemaContent schema)
            throws SQLException {
        Map<String, Object> made = new LinkedHashMap<>();
        for (String table : catalogue.tables(schema.name())) {
            made.put(table, catalogue.columns(schema.name(), table));
        }
        Map<String, Object> dumped = new LinkedHashMap<>();
        schema.tables().forEach(table -> dumped.put(table.name(), table.columns()));
        if (!made.equals(dumped)) {
            throw Refusal.altered(
                    "the tables of "
                            + schema.name()
                            + " are not those that its migrations make: "
                            + dumped
                            + " and "
                            + made,
                    null);
        }
    }

    private void fill(Connection connection, DumpSource source, DumpManifest manifest)
            throws IOException, SQLException {
        Map<String, String> statements = new HashMap<>();
        Map<String, Long> rows = new HashMap<>();
        for (SchemaContent schema : manifest.schemas()) {
            for (Table table : schema.tables()) {
                String part = schema.tablePart(table.name());
                statements.put(
                        part,
                        "copy "
                                + Names.of(schema.name(), table.name(), table.columns())
                                + " from stdin");
                rows.put(part, table.rows());
            }
        }
        DumpManifest read;
        try (InputStream in = source.open()) {
            read =
                    DumpReader.read(
                            in,
                            (name, content) -> {
                                String sql = statements.get(name);
                                if (sql != null) {
                                    copy(
                                            connection,
                                            sql,
                                            name,
                                            content,
                                            rows.getOrDefault(name, 0L));
                                }
                            });
        }
        if (!read.equals(manifest)) {
            throw Refusal.altered("it changed while it was read", null);
        }
    }

    private void copy(
            Connection connection, String sql, String name, InputStream content, long expected)
            throws IOException {
        try {
            long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, content);
            if (rows != expected) {
                throw Refusal.altered(name + " gave another number of rows", null);
            }
            progress.at(name + ": " + rows + " rows");
        } catch (SQLException e) {
            throw new IOException("The rows of " + name + " are not taken: " + e.getMessage(), e);
        }
    }

    private static void close(Catalogue catalogue, DumpManifest manifest, List<ForeignKey> keys)
            throws SQLException {
        // No table can be altered while something about its rows is still to be looked at.
        catalogue.execute("set constraints all immediate");
        for (SchemaContent schema : manifest.schemas()) {
            for (Table table : schema.tables()) {
                catalogue.execute(
                        "alter table "
                                + Names.of(schema.name(), table.name())
                                + " enable trigger user");
            }
            for (Sequence sequence : schema.sequences()) {
                catalogue.execute(
                        "select setval('"
                                + Names.of(schema.name(), sequence.name()).replace("'", "''")
                                + "', "
                                + sequence.value()
                                + ", "
                                + sequence.called()
                                + ")");
            }
        }
        for (ForeignKey key : keys) {
            catalogue.execute(
                    "alter table "
                            + key.table()
                            + " add constraint "
                            + key.name()
                            + " "
                            + key.definition());
        }
    }

    /**
     * Requires that a database holds nothing of ours, and no one else's objects are in the way.
     *
     * @throws LightWebException CONFLICT naming what is there
     */
    public void requireEmpty() throws SQLException {
        try (Connection connection = server.plain().getConnection()) {
            List<String> schemas = new Catalogue(connection).schemas();
            if (!schemas.isEmpty()) {
                throw LightWebException.conflict(
                        "The database is not empty: it holds "
                                + String.join(", ", schemas)
                                + ". Nothing was changed. Name an empty one, or say --replace to"
                                + " move what is there aside.");
            }
        }
    }

    /** Drops what a failed load has made. */
    public void undo(DumpManifest manifest) throws SQLException {
        try (Connection connection = server.plain().getConnection()) {
            connection.setAutoCommit(false);
            Catalogue catalogue = new Catalogue(connection);
            for (SchemaContent schema : manifest.schemas()) {
                // The role may own what was moved aside, so it stays.
                catalogue.execute(
                        "drop schema if exists " + Names.quoted(schema.name()) + " cascade");
            }
            catalogue.execute("drop schema if exists " + UNFINISHED);
            connection.commit();
        }
    }

    /** A schema of this name says that a load into this database did not end. */
    public static final String UNFINISHED = "lightweb_restore_unfinished";

    /** Drops a unit's schema and role, in the transaction that is handed in. */
    public static void drop(Connection connection, UnitName unit) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        do $do$ begin
                            drop schema if exists %1$s cascade;
                            if exists (select from pg_roles where rolname = '%2$s') then
                                -- What a restore has moved aside stays, for the host.
                                reassign owned by %2$s to current_user;
                                drop owned by %2$s;
                                begin
                                    drop role %2$s;
                                exception when dependent_objects_still_exist then
                                    -- Another database of this server has a unit of that name.
                                    null;
                                end;
                            end if;
                        end $do$
                        """
                                .formatted(unit.schema(), unit.role()))) {
            statement.execute();
        }
    }
}
