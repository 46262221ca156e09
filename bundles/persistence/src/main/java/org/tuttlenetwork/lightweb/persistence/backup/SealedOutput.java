// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Encrypts in chunks: each with one byte before it (1: the last one) and its length in four. */
final class SealedOutput extends OutputStream {
    private final DataOutputStream out;
    private final Sealing sealing;
    private final byte[] chunk = new byte[Sealing.CHUNK];
    private int filled;
    private long number;

    SealedOutput(OutputStream out, Sealing sealing) {
        this.out = new DataOutputStream(out);
        this.sealing = sealing;
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
            if (filled == chunk.length) {
                put(false);
            }
            int some = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, from, chunk, filled, some);
            filled += some;
            from += some;
            left -= some;
        }
    }

    private void put(boolean last) throws IOException {
        byte[] sealed = sealing.seal(number, last, chunk, filled);
        out.writeByte(last ? 1 : 0);
        out.writeInt(sealed.length);
        out.write(sealed);
        number++;
        filled = 0;
    }

    /** Without this the file is cut short. */
    void finish() throws IOException {
        put(true);
        out.flush();
    }
}
