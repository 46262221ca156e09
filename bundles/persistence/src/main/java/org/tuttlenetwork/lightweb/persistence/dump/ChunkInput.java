// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads a dump row by row. */
final class ChunkInput extends InputStream {
    private final Connection connection;
    private final UUID dump;
    private final Gauge gauge;
    private final boolean own;
    private byte[] chunk = new byte[0];
    private int at;
    private int position;

    /** In the caller's transaction, whose connection stays open. */
    ChunkInput(Connection connection, UUID dump, Gauge gauge) {
        this(connection, dump, gauge, false);
    }

    private ChunkInput(Connection connection, UUID dump, Gauge gauge, boolean own) {
        this.connection = connection;
        this.dump = dump;
        this.gauge = gauge;
        this.own = own;
    }

    /** On a connection that is closed with it. */
    static ChunkInput alone(Connection connection, UUID dump, Gauge gauge) {
        return new ChunkInput(connection, dump, gauge, true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (at == chunk.length) {
            next();
            if (chunk.length == 0) {
                return -1;
            }
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, offset, some);
        at += some;
        return some;
    }

    private void next() throws IOException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select content from lightweb.schema_dump_chunk where dump_id = ? and"
                                + " position = ?")) {
            select.setObject(1, dump);
            select.setInt(2, position);
            try (ResultSet rows = select.executeQuery()) {
                chunk = rows.next() ? rows.getBytes(1) : new byte[0];
            }
        } catch (SQLException e) {
            throw new IOException("A chunk of the dump cannot be read", e);
        }
        gauge.pass(chunk, 0, chunk.length);
        position++;
        at = 0;
    }

    @Override
    public void close() throws IOException {
        if (own) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}
