// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.persistence.unit.Server;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Dumps everything that is in PostgreSQL, for a backup. */
public final class DatabaseDump {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDump.class);

    private final Server server;
    private final Supplier<DumpWriter.Maker> maker;

    /**
     * @param maker what is known of the host
     */
    public DatabaseDump(Server server, Supplier<DumpWriter.Maker> maker) {
        this.server = server;
        this.maker = maker;
    }

    /**
     * Streams a dump of one instant; others go on reading and writing.
     *
     * @throws IOException if either end fails: what was written is then no whole dump, and says so
     *     to who reads it
     */
    public void write(OutputStream out) throws IOException {
        // A connection of its own: a pool's would be missed for as long as this takes.
        try (Connection connection = server.plain().getConnection()) {
            DumpManifest manifest =
                    new DumpWriter(connection, what -> LOG.debug("Dumping {}", what))
                            .writeAll(maker.get(), out);
            connection.rollback();
            LOG.info("Dumped {} tables, {} rows", manifest.tables(), manifest.rows());
        } catch (SQLException e) {
            throw new IOException("The database cannot be dumped", e);
        }
    }
}
