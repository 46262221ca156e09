// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.persistence.dump.SchemaContent.Column;
import org.tuttlenetwork.lightweb.persistence.dump.SchemaContent.Table;
import org.tuttlenetwork.lightweb.persistence.unit.MigrationHistory;
import org.tuttlenetwork.lightweb.persistence.unit.MigrationScript;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes schemas as of one instant: their migrations, their rows, the state of their sequences.
 *
 * <p>Rows are in COPY's text format: unlike the binary one it is the same for every version of
 * PostgreSQL, has one line for each row, so that rows can be counted without a server, and can be
 * read by a person in need. Streamed: memory stays as it is, however large a table.
 */
public final class DumpWriter {
    private final Connection connection;
    private final Catalogue catalogue;
    private final Progress progress;

    /**
     * @param connection without a transaction, of a user who is a member of the schemas' roles; a
     *     transaction is begun on it that the caller ends
     */
    public DumpWriter(Connection connection, Progress progress) {
        this.connection = connection;
        this.catalogue = new Catalogue(connection);
        this.progress = progress;
    }

    /** What is known of the host, not of its database. */
    public record Maker(String host, String profile, String masterKey, String madeAt) {}

    /** Dumps every schema of ours in one snapshot; nobody who writes waits. */
    public DumpManifest writeAll(Maker maker, OutputStream out) throws IOException, SQLException {
        begin();
        List<String> schemas = catalogue.schemas();
        for (String schema : schemas) {
            lock(schema, "access share");
        }
        return write(schemas, maker, out);
    }

    /**
     * Dumps one schema.
     *
     * @param exclusively whether nobody may use the schema's tables until the transaction ends
     * @throws LightWebException NOT_FOUND where there is none
     */
    public DumpManifest writeOne(String schema, boolean exclusively, Maker maker, OutputStream out)
            throws IOException, SQLException {
        if (exclusively) {
            connection.setAutoCommit(false);
            settle();
        } else {
            begin();
        }
        if (!catalogue.exists(schema)) {
            throw LightWebException.notFound("There is no schema " + schema + " to dump.");
        }
        // Read committed where exclusive: what is read after the lock is all there is.
        lock(schema, exclusively ? "access exclusive" : "access share");
        return write(List.of(schema), maker, out);
    }

    private void begin() throws SQLException {
        connection.setAutoCommit(false);
        catalogue.execute("set transaction isolation level repeatable read, read only");
        settle();
    }

    /** Values are written in one way, whatever the server's settings are. */
    private void settle() throws SQLException {
        catalogue.execute(
                "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';"
                        + " set local intervalstyle = 'postgres'; set local bytea_output = 'hex';"
                        + " set local extra_float_digits = 3; set local search_path = '';"
                        + " set local statement_timeout = 0");
    }

    private void lock(String schema, String mode) throws SQLException {
        List<String> tables = catalogue.tables(schema);
        if (!tables.isEmpty()) {
            catalogue.execute(
                    "lock table "
                            + String.join(
                                    ", ", tables.stream().map(t -> Names.of(schema, t)).toList())
                            + " in "
                            + mode
                            + " mode");
        }
    }

    private DumpManifest write(List<String> schemas, Maker maker, OutputStream out)
            throws IOException, SQLException {
        PartsWriter parts = new PartsWriter(out);
        List<SchemaContent> contents = new ArrayList<>();
        for (String schema : schemas) {
            contents.add(schema(schema, parts));
        }
        DumpManifest manifest =
                new DumpManifest(
                        DumpManifest.FORMAT,
                        new DumpManifest.About(
                                maker.host(),
                                catalogue.serverVersion(),
                                maker.profile(),
                                maker.masterKey(),
                                maker.madeAt()),
                        contents,
                        parts.parts());
        parts.write(DumpManifest.NAME, to -> Manifests.write(to, manifest));
        parts.finish();
        return manifest;
    }

    private SchemaContent schema(String schema, PartsWriter parts)
            throws IOException, SQLException {
        List<MigrationScript> scripts = catalogue.scripts(schema);
        List<String> tables = new ArrayList<>(catalogue.tables(schema));
        if (scripts.isEmpty()) {
            // No migration has run to its end: there are no data.
            tables.remove(MigrationHistory.TABLE);
        }
        if (scripts.isEmpty() && !tables.isEmpty()) {
            throw LightWebException.conflict(
                    "The schema "
                            + schema
                            + " was made by a version that did not keep its migrations, so it could"
                            + " not be made again. Start its feature once with this version.");
        }
        SchemaContent names =
                new SchemaContent(
                        schema,
                        scripts.stream().map(MigrationScript::name).toList(),
                        List.of(),
                        catalogue.sequences(schema));
        for (MigrationScript script : scripts) {
            byte[] text = script.text().getBytes(StandardCharsets.UTF_8);
            parts.write(names.scriptPart(script.name()), to -> to.write(text));
        }
        List<Table> written = new ArrayList<>();
        for (String table : tables) {
            written.add(table(names, table, parts));
        }
        return new SchemaContent(schema, names.scripts(), written, names.sequences());
    }

    private Table table(SchemaContent schema, String table, PartsWriter parts)
            throws IOException, SQLException {
        progress.at(schema.name() + "." + table);
        List<Column> columns = catalogue.columns(schema.name(), table);
        String sql = "copy " + Names.of(schema.name(), table, columns) + " to stdout";
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        parts.write(
                schema.tablePart(table),
                to -> {
                    try {
                        long rows = copy.copyOut(sql, to);
                        progress.at(schema.name() + "." + table + ": " + rows + " rows");
                    } catch (SQLException e) {
                        throw new IOException("The table " + table + " cannot be read", e);
                    }
                });
        return new Table(table, columns, parts.parts().getLast().lines());
    }
}
