// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends in a problem where it is larger than allowed. One thread at a time reads it. */
final class LimitedStream extends FilterInputStream {
    private long limit;
    private long read;
    private Runnable atEnd = () -> {};

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /**
     * Takes more from now on.
     *
     * @param most how many bytes in all; fewer than before count for nothing
     * @param whenRead called once, when the last byte has been read
     */
    void allow(long most, Runnable whenRead) {
        limit = Math.max(limit, most);
        atEnd = whenRead;
    }

    /** How many bytes it takes. */
    long limit() {
        return limit;
    }

    static LightWebException tooLarge(long limit) {
        return new LightWebException(
                ProblemType.TOO_LARGE, "The body may have at most " + limit + " bytes.");
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(count);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Does nothing: what is left unread is the connection's, and no failure of the answer's. */
    @Override
    public void close() {}

    private void count(int count) {
        if (count > 0) {
            read += count;
        } else if (count < 0) {
            Runnable ended = atEnd;
            atEnd = () -> {};
            ended.run();
        }
        if (read > limit) {
            throw tooLarge(limit);
        }
    }
}
