// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One entry of a zip whose two headers agree.
 *
 * @param name its path
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param packed how many bytes it takes in the zip
 * @param size how many bytes its content has, as it says itself
 * @param offset where its bytes begin
 */
record ZipPart(String name, int method, long crc, int packed, int size, int offset) {
    private static final int STORED = 0;
    private static final int BUFFER = 16 * 1024;

    boolean isFolder() {
        return name.endsWith("/");
    }

    /**
     * Its content. Takes as much memory as the entry says that it has, never more.
     *
     * @throws ArchiveRefused if the entry lies about its size or content
     */
    byte[] content(byte[] zip) throws ArchiveRefused {
        byte[] content = new byte[size];
        int[] filled = new int[1];
        unpack(
                zip,
                (buffer, length) -> {
                    System.arraycopy(buffer, 0, content, filled[0], length);
                    filled[0] += length;
                });
        return content;
    }

    /**
     * Unpacks into nothing: takes time, but no memory.
     *
     * @throws ArchiveRefused if the entry lies about its size or content
     */
    void check(byte[] zip) throws ArchiveRefused {
        unpack(zip, (_, _) -> {});
    }

    private void unpack(byte[] zip, Sink sink) throws ArchiveRefused {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[Math.clamp(size, 1, BUFFER)];
        int total = 0;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(zip, offset, packed);
            int stored = offset;
            while (true) {
                int length;
                if (method == STORED) {
                    length = Math.min(buffer.length, offset + packed - stored);
                    System.arraycopy(zip, stored, buffer, 0, length);
                    stored += length;
                } else {
                    length = inflater.inflate(buffer);
                }
                if (length == 0) {
                    break;
                }
                total += length;
                if (total > size) {
                    throw lies();
                }
                sum.update(buffer, 0, length);
                sink.accept(buffer, length);
            }
            boolean whole = method == STORED || inflater.finished() && inflater.getRemaining() == 0;
            if (!whole || total != size || sum.getValue() != crc) {
                throw lies();
            }
        } catch (DataFormatException e) {
            throw new ArchiveRefused("The archive is damaged at " + name + ".", e);
        }
    }

    private ArchiveRefused lies() {
        return new ArchiveRefused(
                "The archive lies about the size or the content of " + name + ".");
    }

    @FunctionalInterface
    private interface Sink {
        void accept(byte[] buffer, int length);
    }
}
