// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads an archive part by part, each measured. */
public final class PartsReader {
    private PartsReader() {}

    /** Looks at a part; what it leaves unread is read after it. */
    @FunctionalInterface
    public interface Receiver {
        void part(String name, InputStream content) throws IOException;
    }

    /**
     * Reads everything to the end.
     *
     * @return what there was, in order
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException INVALID where it is cut
     *     short, damaged or no archive at all
     */
    public static List<Part> read(InputStream in, Receiver receiver) throws IOException {
        List<Part> parts = new ArrayList<>();
        ZipInputStream zip = new ZipInputStream(in);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Measured content = new Measured(zip);
                receiver.part(entry.getName(), content);
                content.transferTo(OutputStream.nullOutputStream());
                parts.add(content.gauge.part(entry.getName()));
            }
            // The directory at the end is read too: whoever measures the whole sees all of it.
            in.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException e) {
            throw Refusal.cutShort(e);
        } catch (ZipException | IllegalArgumentException e) {
            throw Refusal.altered(String.valueOf(e.getMessage()), e);
        }
        if (parts.isEmpty()) {
            throw Refusal.foreign("it holds nothing that can be read");
        }
        return parts;
    }

    private static final class Measured extends FilterInputStream {
        private final Gauge gauge = new Gauge();

        Measured(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > 0) {
                gauge.pass(buffer, offset, read);
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] skipped = new byte[(int) Math.min(count, 8192)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // The archive goes on.
        }
    }
}
