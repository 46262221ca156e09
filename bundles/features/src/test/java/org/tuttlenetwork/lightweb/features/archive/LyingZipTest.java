// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuttlenetwork.lightweb.features.archive.RawZip.entry;
import static org.tuttlenetwork.lightweb.features.archive.Sources.around;
import static org.tuttlenetwork.lightweb.features.archive.Sources.bundle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuttlenetwork.lightweb.features.archive.RawZip.Entry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Archives that lie about paths, sizes, counts and places: refused, each in its own words. */
class LyingZipTest {
    private static final long MIB = 1024 * 1024;

    static Stream<Arguments> lies() {
        byte[] honest = around(bundle(Map.of()));
        return Stream.of(
                lie("a path that leads elsewhere", new RawZip().add(entry("a/../../b", "x"))),
                lie("a path that leads elsewhere", new RawZip().add(entry("/etc/passwd", "x"))),
                lie("a path that leads elsewhere", new RawZip().add(entry("a\\b", "x"))),
                lie("a path that leads elsewhere", new RawZip().add(entry("a\0.jar", "x"))),
                lie("letters beyond ASCII: é", new RawZip().add(entry("é", "x"))),
                lie("a link, which leads elsewhere: a", linked()),
                lie("two entries of one name: a", twice("a", "a")),
                lie("differ in upper and lower case only: a/B and a/b", twice("a/B", "a/b")),
                lie("a file where it has a folder: a", twice("a", "a/b")),
                lie("a folder with content: a/", new RawZip().add(entry("a/", "x"))),
                lie("more than 500 entries", many(501)),
                lie("more than 500 entries", many(10_000)),
                lie("do not agree", changed(e -> with(e, "localName", 0))),
                lie("do not agree", changed(e -> with(e, "localSize", 7))),
                lie("do not agree", new RawZip().hide(entry("a", "x")).add(entry("b", "y"))),
                lie("do not agree", new RawZip().add(entry("a", "x")).hide(entry("b", "y"))),
                lie("do not agree", new RawZip().add(entry("a", "x")).pretend(entry("b", "y"), 0)),
                lie("do not agree", new RawZip().add(entry("a", "x")).junk(new byte[9])),
                lie("lies about the size or the content of a", changed(e -> with(e, "size", 7))),
                lie("lies about the size or the content of a", changed(e -> with(e, "crc", 7))),
                lie("lies about the size or the content of a", bomb(8 * MIB, 10)),
                lie("unpacks to more than 64 MiB", bomb(MIB, 65 * MIB)),
                lie("damaged at a", changed(e -> with(e, "data", -1))),
                lie("encrypted at a", changed(e -> with(e, "flags", 1))),
                lie("not every reader understands", changed(e -> with(e, "method", 14))),
                lie("a second name", changed(e -> with(e, "extra", 0))),
                Arguments.of(
                        "data after its end",
                        joined(honest, "and more".getBytes(StandardCharsets.UTF_8))),
                Arguments.of("data after its end", joined(honest, new byte[22])),
                Arguments.of(
                        "not an archive",
                        joined("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), honest)),
                Arguments.of("was cut short", Arrays.copyOf(honest, honest.length - 30)),
                Arguments.of("not what its end says", mislaid(honest)),
                Arguments.of("not an archive", new byte[0]));
    }

    private static Arguments lie(String words, RawZip zip) {
        return Arguments.of(words, zip.bytes());
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("lies")
    void isRefusedInItsOwnWords(String words, byte[] archive) {
        assertThatThrownBy(() -> new ArchiveReader().read(archive))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining(words);
    }

    @Test
    void takesNoMoreMemoryThanAnArchiveMayHave() {
        byte[] outer = bomb(64 * MIB, 10).bytes();
        assertThat(allocatedBy(() -> refuse(outer))).isLessThan(MIB);

        Entry large = new Entry("org/example/Large.class", new byte[10]);
        large.data = RawZip.bomb(64 * MIB);
        byte[] nested = around(new RawZip().add(manifestEntry()).add(large).bytes());
        assertThat(allocatedBy(() -> refuse(nested))).isLessThan(8 * MIB);

        Entry manifest = manifestEntry();
        manifest.data = RawZip.bomb(64 * MIB);
        byte[] headed = around(new RawZip().add(manifest).bytes());
        assertThat(allocatedBy(() -> refuse(headed))).isLessThan(8 * MIB);
    }

    @Test
    void countsTheBundlesTogether() {
        Entry large = new Entry("large", new byte[(int) (20 * MIB)]);
        byte[] bundle = new RawZip().add(manifestEntry()).add(large).bytes();
        assertThatThrownBy(
                        () -> {
                            BundleJars jars = new BundleJars();
                            for (int each = 0; each < 14; each++) {
                                jars.manifest(each + ".jar", bundle);
                            }
                        })
                .isInstanceOf(ArchiveRefused.class)
                .hasMessage(
                        "In 12.jar: The bundles up to here unpack to more than 256 MiB together.");
    }

    @Test
    void readsNoMoreOfASourceThanAnArchiveMayHave() {
        long[] read = new long[1];
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        read[0]++;
                        return 0;
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        read[0] += length;
                        return length;
                    }
                };
        assertThatThrownBy(() -> new ArchiveReader().read(endless))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessage("The archive has more than 64 MiB.");
        assertThat(read[0]).isLessThan(65 * MIB);
    }

    @Test
    void readsAnHonestOneFromAStream() throws Exception {
        byte[] honest = around(bundle(Map.of()));
        assertThat(new ArchiveReader().read(new ByteArrayInputStream(honest)).sha256())
                .isEqualTo(ArchiveReader.sha256(honest));
    }

    private static Entry manifestEntry() {
        return new Entry("META-INF/MANIFEST.MF", Sources.manifest(Map.of()));
    }

    private static void refuse(byte[] archive) {
        assertThatThrownBy(() -> new ArchiveReader().read(archive))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("lies about the size");
    }

    private static long allocatedBy(Runnable work) {
        work.run();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static RawZip linked() {
        Entry link = entry("a", "/etc/passwd");
        link.attributes = 0120777 << 16;
        return new RawZip().add(link);
    }

    private static RawZip twice(String one, String other) {
        return new RawZip().add(entry(one, "x")).add(entry(other, "y"));
    }

    private static RawZip many(int count) {
        RawZip zip = new RawZip();
        for (int each = 0; each < count; each++) {
            zip.add(entry("file-" + each, ""));
        }
        return zip;
    }

    private static RawZip changed(UnaryOperator<Entry> change) {
        return new RawZip().add(change.apply(entry("a", "some content")));
    }

    private static Entry with(Entry entry, String field, int value) {
        switch (field) {
            case "localName" -> entry.localName = "b";
            case "localSize" -> entry.localSize = value;
            case "size" -> {
                entry.size = value;
                entry.localSize = value;
            }
            case "crc" -> entry.crc = value;
            case "flags" -> entry.flags = value;
            case "method" -> entry.method = value;
            case "data" -> Arrays.fill(entry.data, (byte) value);
            case "extra" -> entry.extra = new byte[] {0x75, 0x70, 1, 0, 1};
            default -> throw new IllegalArgumentException(field);
        }
        return entry;
    }

    /** Inflates to one size and claims another. */
    private static RawZip bomb(long size, long claimed) {
        Entry entry = new Entry("a", new byte[0]);
        entry.data = RawZip.bomb(size);
        entry.size = (int) claimed;
        entry.localSize = (int) claimed;
        return new RawZip().add(entry);
    }

    private static byte[] mislaid(byte[] honest) {
        byte[] copy = honest.clone();
        copy[copy.length - 6]++;
        return copy;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
