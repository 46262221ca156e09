// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips that say whatever they are told to, as no honest tool would. */
final class RawZip {
    private final ByteArrayOutputStream zip = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();

    /** An entry: what both its headers say, and what lies between. */
    static final class Entry {
        String name;
        String localName;
        byte[] data;
        int method = 8;
        int flags;
        int size;
        int localSize;
        long crc;
        int attributes;
        byte[] extra = {};

        Entry(String name, byte[] content) {
            this.name = name;
            this.localName = name;
            this.size = content.length;
            this.localSize = content.length;
            CRC32 sum = new CRC32();
            sum.update(content);
            this.crc = sum.getValue();
            this.data = deflated(content);
        }
    }

    static Entry entry(String name, String content) {
        return new Entry(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Zeros beyond what memory would hold, in few bytes. */
    static byte[] bomb(long size) {
        Deflater deflater = new Deflater(9, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeros = new byte[1024 * 1024];
        byte[] buffer = new byte[64 * 1024];
        for (long done = 0; done < size; done += zeros.length) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    RawZip junk(byte[] bytes) {
        zip.writeBytes(bytes);
        return this;
    }

    RawZip add(Entry entry) {
        int offset = zip.size();
        local(entry);
        header(entry, offset);
        return this;
    }

    /** In front of data, but not in the directory. */
    RawZip hide(Entry entry) {
        local(entry);
        return this;
    }

    /** In the directory, at a place where something else is. */
    RawZip pretend(Entry entry, int offset) {
        header(entry, offset);
        return this;
    }

    byte[] bytes() {
        return bytes(directory.size());
    }

    byte[] bytes(int count) {
        int start = zip.size();
        directory.forEach(zip::writeBytes);
        zip.writeBytes(
                buffer(22)
                        .putInt(0x06054b50)
                        .putInt(0)
                        .putShort((short) count)
                        .putShort((short) count)
                        .putInt(zip.size() - start)
                        .putInt(start)
                        .putShort((short) 0)
                        .array());
        return zip.toByteArray();
    }

    private void local(Entry entry) {
        byte[] name = entry.localName.getBytes(StandardCharsets.UTF_8);
        zip.writeBytes(
                buffer(30)
                        .putInt(0x04034b50)
                        .putShort((short) 20)
                        .putShort((short) entry.flags)
                        .putShort((short) entry.method)
                        .putInt(0)
                        .putInt((int) entry.crc)
                        .putInt(entry.data.length)
                        .putInt(entry.localSize)
                        .putShort((short) name.length)
                        .putShort((short) entry.extra.length)
                        .array());
        zip.writeBytes(name);
        zip.writeBytes(entry.extra);
        zip.writeBytes(entry.data);
    }

    private void header(Entry entry, int offset) {
        byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header =
                buffer(46 + name.length)
                        .putInt(0x02014b50)
                        .putInt(20 << 16 | 20)
                        .putShort((short) entry.flags)
                        .putShort((short) entry.method)
                        .putInt(0)
                        .putInt((int) entry.crc)
                        .putInt(entry.data.length)
                        .putInt(entry.size)
                        .putShort((short) name.length)
                        .putInt(0) // no extra field, no comment
                        .putInt(0) // the first disk, no internal attributes
                        .putInt(entry.attributes)
                        .putInt(offset)
                        .put(name);
        directory.add(header.array());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
