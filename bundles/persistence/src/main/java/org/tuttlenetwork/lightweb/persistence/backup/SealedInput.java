// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import org.tuttlenetwork.lightweb.persistence.dump.Refusal;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/** Decrypts what {@link SealedOutput} wrote; nothing unproven is ever handed out. */
final class SealedInput extends InputStream {
    private final DataInputStream in;
    private final Sealing sealing;
    private byte[] chunk = new byte[0];
    private int at;
    private long number;
    private boolean ended;

    SealedInput(InputStream in, Sealing sealing) {
        this.in = new DataInputStream(in);
        this.sealing = sealing;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (at == chunk.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, offset, some);
        at += some;
        return some;
    }

    private void next() throws IOException {
        try {
            boolean last = in.readByte() == 1;
            int length = in.readInt();
            if (length < Sealing.TAG || length > Sealing.CHUNK + Sealing.TAG) {
                throw Refusal.altered("chunk " + number, null);
            }
            byte[] sealed = new byte[length];
            in.readFully(sealed);
            chunk = sealing.open(number, last, sealed);
            at = 0;
            number++;
            ended = last;
            if (last && in.read() >= 0) {
                throw Refusal.altered("something follows its end", null);
            }
        } catch (EOFException e) {
            throw Refusal.cutShort(e);
        } catch (GeneralSecurityException e) {
            throw Refusal.altered("chunk " + number, e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
