// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads where the entries of a zip are (APPNOTE 6.3.10), and takes only a zip in which every reader
 * finds the same: entries lie one after the other from the first byte on, in the order of the
 * directory at the end, and nothing lies before, between or after. A reader of streams goes by the
 * headers in front of the entries, one of files by the directory; where those differ, one that
 * checks and one that runs could see different files.
 */
final class ZipLayout {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int KNOWN_FLAGS = SIZES_FOLLOW | 0b110 | 1 << 11;
    private static final int UNICODE_PATH = 0x7075;
    private static final int UNIX_TYPE = 0170000;
    private static final int UNIX_LINK = 0120000;

    private final ByteBuffer zip;
    private final int mostEntries;
    private final long mostBytes;

    private ZipLayout(byte[] zip, int mostEntries, long mostBytes) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /**
     * @param zip the whole zip
     * @param mostEntries how many entries are too many
     * @param mostBytes to how many bytes it may unpack, as it says itself
     * @return its entries, folders among them
     * @throws ArchiveRefused naming what is wrong
     */
    static List<ZipPart> of(byte[] zip, int mostEntries, long mostBytes) throws ArchiveRefused {
        try {
            return new ZipLayout(zip, mostEntries, mostBytes).read();
        } catch (IndexOutOfBoundsException e) {
            throw new ArchiveRefused("The archive is cut short, or names places outside it.", e);
        }
    }

    private List<ZipPart> read() throws ArchiveRefused {
        int end = zip.limit() - END_BYTES;
        if (end < 0 || zip.getInt(0) != LOCAL) {
            throw new ArchiveRefused("The file is not an archive, or an empty one.");
        }
        if (zip.getInt(end) != END) {
            throw new ArchiveRefused(
                    "The archive has data after its end, or was cut short: it must end with its"
                            + " directory.");
        }
        int entries = zip.getShort(end + 10) & 0xffff;
        int directory = zip.getInt(end + 16);
        boolean plain =
                zip.getShort(end + 4) == 0
                        && zip.getShort(end + 6) == 0
                        && (zip.getShort(end + 8) & 0xffff) == entries
                        && zip.getShort(end + 20) == 0
                        && directory > 0
                        && directory + Integer.toUnsignedLong(zip.getInt(end + 12)) == end;
        if (entries > mostEntries) {
            throw new ArchiveRefused("The archive has more than " + mostEntries + " entries.");
        }
        if (!plain) {
            throw new ArchiveRefused("The archive's directory is not what its end says.");
        }
        return entries(entries, directory, end);
    }

    private List<ZipPart> entries(int count, int directory, int end) throws ArchiveRefused {
        List<ZipPart> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int header = directory;
        int next = 0;
        long total = 0;
        for (int each = 0; each < count; each++) {
            if (zip.getInt(header) != CENTRAL || zip.getInt(header + 42) != next) {
                throw hidden();
            }
            ZipPart part = part(header);
            if (!names.add(part.name())) {
                throw new ArchiveRefused("The archive has two entries of one name: " + part.name());
            }
            total += part.size();
            if (total > mostBytes) {
                throw new ArchiveRefused(
                        "The archive unpacks to more than " + mostBytes / 1024 / 1024 + " MiB.");
            }
            parts.add(part);
            next = afterData(part, header);
            header += CENTRAL_BYTES + nameLength(header, 28) + nameLength(header, 30);
        }
        if (next != directory || header != end) {
            throw hidden();
        }
        return parts;
    }

    /** The entry of a header in the directory, once the header in front of its data agrees. */
    private ZipPart part(int header) throws ArchiveRefused {
        int flags = zip.getShort(header + 8) & 0xffff;
        int method = zip.getShort(header + 10);
        String name = name(header + CENTRAL_BYTES, nameLength(header, 28));
        int packed = zip.getInt(header + 20);
        int size = zip.getInt(header + 24);
        int local = zip.getInt(header + 42);
        if ((flags & ENCRYPTED) != 0) {
            throw new ArchiveRefused("The archive is encrypted at " + name + ".");
        }
        boolean usual =
                (flags & ~KNOWN_FLAGS) == 0
                        && (method == 8 || method == 0 && packed == size)
                        && packed >= 0
                        && size >= 0
                        && zip.getShort(header + 32) == 0;
        if (!usual || method == 0 && (flags & SIZES_FOLLOW) != 0 && size > 0) {
            throw new ArchiveRefused(
                    "The archive holds " + name + " in a way that not every reader understands.");
        }
        if (((zip.getInt(header + 38) >>> 16) & UNIX_TYPE) == UNIX_LINK) {
            throw new ArchiveRefused("The archive has a link, which leads elsewhere: " + name);
        }
        int extra = local + LOCAL_BYTES + nameLength(local, 26);
        requirePlain(header + CENTRAL_BYTES + nameLength(header, 28), nameLength(header, 30), name);
        requirePlain(extra, nameLength(local, 28), name);
        boolean agree =
                zip.getInt(local) == LOCAL
                        && zip.getShort(local + 6) == zip.getShort(header + 8)
                        && zip.getShort(local + 8) == method
                        && name(local + LOCAL_BYTES, nameLength(local, 26)).equals(name)
                        && sizesAgree(local + 14, header + 16, (flags & SIZES_FOLLOW) != 0);
        if (!agree) {
            throw hidden();
        }
        long crc = Integer.toUnsignedLong(zip.getInt(header + 16));
        int offset = extra + nameLength(local, 28);
        if (offset + (long) packed > zip.limit()) {
            throw hidden();
        }
        return new ZipPart(name, method, crc, packed, size, offset);
    }

    /** CRC and both sizes: the same, or left for after the data. */
    private boolean sizesAgree(int one, int other, boolean follow) {
        boolean same = true;
        boolean empty = true;
        for (int at = 0; at < 12; at += 4) {
            same &= zip.getInt(one + at) == zip.getInt(other + at);
            empty &= zip.getInt(one + at) == 0;
        }
        return same || follow && empty;
    }

    private int afterData(ZipPart part, int header) throws ArchiveRefused {
        int after = part.offset() + part.packed();
        if ((zip.getShort(header + 8) & SIZES_FOLLOW) == 0) {
            return after;
        }
        int descriptor = zip.getInt(after) == DESCRIPTOR ? after + 4 : after;
        if (!sizesAgree(descriptor, header + 16, false)) {
            throw hidden();
        }
        return descriptor + 12;
    }

    /** An extra field may give an entry another name, for some readers. */
    private void requirePlain(int at, int length, String name) throws ArchiveRefused {
        int end = at + length;
        for (int field = at; field + 4 <= end; field += 4 + (zip.getShort(field + 2) & 0xffff)) {
            if ((zip.getShort(field) & 0xffff) == UNICODE_PATH) {
                throw new ArchiveRefused(
                        "The archive gives " + name + " a second name, which some readers use.");
            }
        }
    }

    private int nameLength(int header, int at) {
        return zip.getShort(header + at) & 0xffff;
    }

    private String name(int at, int length) throws ArchiveRefused {
        byte[] bytes = new byte[length];
        zip.get(at, bytes);
        String name = new String(bytes, StandardCharsets.UTF_8);
        boolean plain =
                !name.isEmpty()
                        && name.length() <= 300
                        && name.indexOf('\ufffd') < 0
                        && !name.startsWith("/")
                        && !name.contains("\\")
                        && !name.contains("//")
                        && List.of(name.split("/", -1)).stream()
                                .noneMatch(part -> part.equals("..") || part.equals("."))
                        && name.chars().noneMatch(Character::isISOControl);
        if (!plain) {
            throw new ArchiveRefused("The archive has an entry with a path that leads elsewhere.");
        }
        return name;
    }

    private static ArchiveRefused hidden() {
        return new ArchiveRefused(
                "The archive's directory and its entries do not agree, so that two readers could"
                        + " see different files. Pack it again.");
    }
}
