// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive part by part, each measured: a zip, as every JDK reads and writes it. */
public final class PartsWriter {
    private final ZipOutputStream zip;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param out where it goes; it is not closed
     */
    public PartsWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /** What of a part is written, to be streamed. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    public void write(String name, Content content) throws IOException {
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        put(name, content);
    }

    /** The same for what is compressed already. */
    public void writeAsItIs(String name, Content content) throws IOException {
        zip.setLevel(Deflater.NO_COMPRESSION);
        put(name, content);
    }

    private void put(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // Not the time of now: the same content is the same bytes.
        entry.setTime(0);
        zip.putNextEntry(entry);
        Gauge gauge = new Gauge();
        content.to(new Measured(zip, gauge));
        zip.closeEntry();
        parts.add(gauge.part(name));
    }

    /** What was written so far. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    public void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    private static final class Measured extends FilterOutputStream {
        private final Gauge gauge;

        Measured(OutputStream out, Gauge gauge) {
            super(out);
            this.gauge = gauge;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            gauge.pass(buffer, offset, length);
            out.write(buffer, offset, length);
        }

        @Override
        public void close() {
            // The archive goes on.
        }
    }
}
