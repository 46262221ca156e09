// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** Writes a dump as rows of at most one mebibyte, in the caller's transaction. */
final class ChunkOutput extends OutputStream {
    static final int CHUNK = 1 << 20;

    private final Connection connection;
    private final UUID dump;
    private final Gauge gauge = new Gauge();
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private int position;

    ChunkOutput(Connection connection, UUID dump) {
        this.connection = connection;
        this.dump = dump;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, from, chunk, filled, some);
            filled += some;
            from += some;
            left -= some;
            if (filled == chunk.length) {
                put();
            }
        }
    }

    private void put() throws IOException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into lightweb.schema_dump_chunk (dump_id, position, content)"
                                + " values (?, ?, ?)")) {
            insert.setObject(1, dump);
            insert.setInt(2, position);
            insert.setBytes(3, Arrays.copyOf(chunk, filled));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IOException("A chunk of the dump cannot be stored", e);
        }
        gauge.pass(chunk, 0, filled);
        position++;
        filled = 0;
    }

    Part finish() throws IOException {
        if (filled > 0) {
            put();
        }
        return gauge.part(dump.toString());
    }
}
