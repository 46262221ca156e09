// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuttlenetwork.lightweb.features.archive.Sources.archive;
import static org.tuttlenetwork.lightweb.features.archive.Sources.around;
import static org.tuttlenetwork.lightweb.features.archive.Sources.bundle;
import static org.tuttlenetwork.lightweb.features.archive.Sources.description;
import static org.tuttlenetwork.lightweb.features.archive.Sources.files;
import static org.tuttlenetwork.lightweb.features.archive.Sources.zip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What an archive may hold beside its description. */
class ArchiveReaderTest {
    private static final byte[] GARDEN = bundle(Map.of());
    private static final KeyId KEY = new KeyId("0123456789abcdef");
    private final ArchiveReader reader = new ArchiveReader();

    @Test
    void readsBundlesImportsAndSignatures() throws Exception {
        byte[] bundle =
                bundle(
                        Map.of(
                                "Import-Package",
                                "jakarta.ws.rs;version=\"[3.1,4)\",org.slf4j;resolution:=optional,"
                                        + "a.b;c.d;uses:=\"x,y\";version:Version=2",
                                "DynamicImport-Package",
                                "later"));
        String description = description("{}", bundle);
        byte[] signature = new byte[64];
        byte[] archive =
                zip(
                        files(
                                "META-INF/MANIFEST.MF",
                                new byte[0],
                                "feature.json",
                                utf8(description),
                                "bundles/garden.jar",
                                bundle,
                                ArchiveReader.signaturePath(KEY),
                                signature));
        FeatureArchive read = reader.read(archive);
        assertThat(read.feature()).hasToString("garden");
        assertThat(read.version()).isEqualTo(new Version(1, 2, 0));
        assertThat(read.signedBytes()).isEqualTo(utf8(description));
        assertThat(read.contentSha256()).isEqualTo(ArchiveReader.sha256(utf8(description)));
        assertThat(read.signatures()).containsOnlyKeys(KEY).containsEntry(KEY, signature);
        assertThat(read.bundles().getFirst().symbolicName()).isEqualTo("org.example.garden");
        assertThat(read.bundles().getFirst().imports())
                .containsExactly(
                        imported("jakarta.ws.rs", "[3.1,4)", false),
                        imported("org.slf4j", "0", true),
                        imported("a.b", "2", false),
                        imported("c.d", "2", false),
                        imported("later", "0", true));
    }

    private static PackageImport imported(String name, String range, boolean optional) {
        return new PackageImport(name, VersionRange.valueOf(range), optional);
    }

    static Stream<Arguments> wrongArchives() {
        String description = description("{}", GARDEN);
        return Stream.of(
                wrong("no feature.json", files("bundles/garden.jar", GARDEN)),
                wrong(
                        "not the archive's first file; bundles/garden.jar is",
                        files("bundles/garden.jar", GARDEN, "feature.json", utf8(description))),
                wrong("does not name: more.txt", beside("more.txt", GARDEN)),
                wrong("does not name: META-INF/more", beside("META-INF/more", GARDEN)),
                wrong(
                        "signatures/ada.sig is no signature",
                        beside("signatures/ada.sig", new byte[64])),
                wrong(
                        "signatures/0123456789abcdef.sig is no signature",
                        beside("signatures/0123456789abcdef.sig", new byte[63])),
                wrong("more than 8 signatures", signed(9)),
                wrong(
                        "names a file that is not in the archive: bundles/garden.jar",
                        files("feature.json", utf8(description))),
                wrong(
                        "is not what feature.json says: its SHA-256 is",
                        files(
                                "feature.json", utf8(description),
                                "bundles/garden.jar", bundle(Map.of("X-Other", "1")))),
                wrong(
                        "bundles/a.jar and bundles/b.jar both say that they are the bundle"
                                + " org.example.garden",
                        files(
                                "feature.json", utf8(two()),
                                "bundles/a.jar", GARDEN,
                                "bundles/b.jar", GARDEN)));
    }

    private static Arguments wrong(String words, Map<String, byte[]> files) {
        return Arguments.of(words, zip(files));
    }

    static Stream<Arguments> wrongBundles() {
        byte[] manifest = Sources.manifest(Map.of());
        String name = JarFile.MANIFEST_NAME;
        byte[] inner = zip(files("x", new byte[1]));
        return Stream.of(
                headers("belongs to feature web", "LightWeb-Feature", "web"),
                headers(
                        "is the bundle org.example.garden 1.2.0; its own manifest says"
                                + " org.example.garden 2.0.0",
                        "Bundle-Version",
                        "2.0.0"),
                headers("is a fragment", "Fragment-Host", "system.bundle"),
                headers("requires whole bundles", "Require-Bundle", "org.example.other"),
                headers("a class path of its own (lib.dat)", "Bundle-ClassPath", "lib.dat"),
                headers("exports jakarta.ws.rs, which is", "Export-Package", "a;b,jakarta.ws.rs"),
                headers(
                        "exports org.tuttlenetwork.lightweb.api.web, which is the platform's",
                        "Export-Package",
                        "org.tuttlenetwork.lightweb.api.web;version=9"),
                headers("dynamically by wildcard", "DynamicImport-Package", "a,org.*"),
                headers("not a range of versions: x", "Import-Package", "a;version=x"),
                asks("mesh", "Import-Package", "org.tuttlenetwork.lightweb.api.mesh"),
                asks("schedule", "Import-Package", "org.tuttlenetwork.lightweb.api.work"),
                asks("changes", "Import-Package", "org.tuttlenetwork.lightweb.api.feed"),
                asks("vpn", "Import-Package", "org.tuttlenetwork.lightweb.api.vpn"),
                asks("framework", "Import-Package", "org.osgi.framework.wiring"),
                asks("framework", "DynamicImport-Package", "org.osgi.framework"),
                asks("framework", "Import-Package", "org.tuttlenetwork.lightweb.api.feature"),
                asks("database", "Provide-Capability", "lightweb.unit;unit=garden"),
                asks("programs", "Bundle-NativeCode", "lib.so;osname=Linux"),
                inside(
                        "an archive inside the bundle: lib/x.jar",
                        name,
                        manifest,
                        "lib/x.jar",
                        inner),
                inside("The manifest's path", "meta-inf/manifest.mf", manifest),
                inside("no META-INF/MANIFEST.MF", "x", inner),
                inside(
                        "a second manifest for some versions of Java",
                        name,
                        manifest,
                        "META-INF/versions/9/OSGI-INF/MANIFEST.MF",
                        manifest),
                inside("The manifest has more than 256 KiB", name, new byte[300_000]),
                inside(
                        "says Bundle-symbolicname twice",
                        name,
                        utf8(
                                new String(manifest, StandardCharsets.UTF_8).strip()
                                        + "\r\nBundle-symbolicname: other\r\n\r\n")),
                Arguments.of("not an archive", around(utf8("no jar"))),
                Arguments.of(
                        "no Bundle-SymbolicName",
                        around(
                                zip(
                                        files(
                                                name,
                                                utf8(
                                                        "Manifest-Version: 1.0\r\n"
                                                                + "LightWeb-Feature:"
                                                                + " garden\r\n\r\n"))))));
    }

    private static Arguments headers(String words, String header, String value) {
        return Arguments.of(words, around(bundle(Map.of(header, value))));
    }

    private static Arguments asks(String permission, String header, String value) {
        return headers("does not ask for the permission " + permission, header, value);
    }

    private static Arguments inside(String words, Object... files) {
        return Arguments.of(words, around(zip(files(files))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongArchives", "wrongBundles"})
    void isRefusedInItsOwnWords(String words, byte[] archive) {
        assertThatThrownBy(() -> reader.read(archive))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContainingAll(words.split("…"));
    }

    @Test
    void takesWhatItAsksFor() throws Exception {
        byte[] bundle = bundle(Map.of("Import-Package", "org.tuttlenetwork.lightweb.api.mesh"));
        FeatureArchive read =
                reader.read(archive(description("{\"permissions\": [\"mesh\"]}", bundle), bundle));
        assertThat(read.declaration().permissions()).containsExactly(Permission.MESH);
    }

    private static Map<String, byte[]> beside(String name, byte[] content) {
        Map<String, byte[]> files =
                files(
                        "feature.json",
                        utf8(description("{}", GARDEN)),
                        "bundles/garden.jar",
                        GARDEN);
        files.put(name, content);
        return files;
    }

    private static Map<String, byte[]> signed(int times) {
        Map<String, byte[]> files =
                new LinkedHashMap<>(beside("feature.json", utf8(description("{}", GARDEN))));
        for (int each = 0; each < times; each++) {
            files.put("signatures/000000000000000" + each + ".sig", new byte[64]);
        }
        return files;
    }

    private static String two() {
        String entry =
                "{\"id\": \"org.example:garden:1.2.0\", \"file\": \"bundles/%s.jar\", \"sha256\":"
                        + " \"%s\"}";
        String digest = ArchiveReader.sha256(GARDEN);
        return "{\"id\": \"org.example:garden:1.2.0\", \"bundles\": ["
                + entry.formatted("a", digest)
                + ", "
                + entry.formatted("b", digest)
                + "]}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
