// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.features.trust.Publishers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;

/** Pack, sign and verify, as an author does it. */
class WorkshopTest {
    private static final Path DEMO = Path.of("../demo/archive/publisher");

    @TempDir private Path folder;
    private final Bench bench = new Bench(Map.of());
    private Path publishers;
    private Path archive;

    @BeforeEach
    void begin() throws Exception {
        publishers = Files.createDirectory(folder.resolve("publishers"));
        Files.setPosixFilePermissions(publishers, PosixFilePermissions.fromString("rwxr-xr-x"));
        archive = folder.resolve("garden.feature.jar");
        Bench.jar(
                folder.resolve("garden.jar"),
                "Bundle-SymbolicName: org.example.garden;singleton:=true",
                "Bundle-Version: 1.0.0.SNAPSHOT",
                "LightWeb-Feature: garden");
        describe("{\"file\": \"garden.jar\"}", "[\"network\"]");
    }

    private void describe(String bundle, String permissions) throws Exception {
        Files.writeString(
                folder.resolve("feature.json"),
                """
                { // What it is.
                  "id": "org.example:garden:1.0.0-SNAPSHOT", "vendor": "Ada",
                  "bundles": [%s],
                  "configurations": {"lightweb.garden": {"beds": 3}},
                  "extensions": {"org.tuttlenetwork.lightweb": {"kind": "mandatory", "type": "json",
                    "json": {"permissions": %s}}}}
                """
                        .formatted(bundle, permissions));
    }

    @Test
    void packNamesEachBundleByItsDigest() throws Exception {
        assertThat(bench.run("pack", folder)).isZero();
        Path usual = folder.resolve("garden-1.0.0.SNAPSHOT.feature.jar");
        assertThat(bench.said())
                .isEqualTo("Packed garden 1.0.0.SNAPSHOT into " + usual + System.lineSeparator());
        Map<String, byte[]> files = Bench.unzip(usual);
        assertThat(files).containsOnlyKeys("feature.json", "bundles/garden.jar");
        JsonNode bundle = new ObjectMapper().readTree(files.get("feature.json")).at("/bundles/0");
        assertThat(bundle.path("id").asText())
                .isEqualTo("org.example:org.example.garden:1.0.0.SNAPSHOT");
        assertThat(bundle.path("symbolicName").asText()).isEqualTo("org.example.garden");
        assertThat(bundle.path("file").asText()).isEqualTo("bundles/garden.jar");
        assertThat(bundle.path("sha256").asText()).hasSize(64);
    }

    @Test
    void packGivesTheSameBytesAtAnyTimeAndPlace() throws Exception {
        pack();
        byte[] before = Files.readAllBytes(archive);
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            Files.setLastModifiedTime(folder.resolve("garden.jar"), FileTime.from(Instant.EPOCH));
            pack();
        } finally {
            TimeZone.setDefault(zone);
        }
        assertThat(Files.readAllBytes(archive)).isEqualTo(before);
    }

    @Test
    void packMakesABundleOfAFolder() throws Exception {
        Path bundle = Files.createDirectories(folder.resolve("bundle"));
        Files.writeString(bundle.resolve("service.yaml"), "schemaVersion: 1\n");
        describe("{\"folder\": \"bundle\"}", "[]");
        pack();
        Path jar = folder.resolve("bundle.jar");
        Files.write(jar, Bench.unzip(archive).get("bundles/garden-1.0.0-SNAPSHOT.jar"));
        Map<String, byte[]> files = Bench.unzip(jar);
        assertThat(new String(files.get("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8))
                .contains("LightWeb-Feature: garden", "LightWeb-Service: service.yaml");
        assertThat(files).containsKey("service.yaml");
    }

    @Test
    void packRefusesWhatNoHostWouldTake() throws Exception {
        refused(
                "pack",
                "there is no root; there are database",
                "{\"file\": \"garden.jar\"}",
                "[\"root\"]");
        refused("pack", "Is it built?", "{\"file\": \"gone.jar\"}", "[]");
        refused("pack", "there is no folder", "{\"folder\": \"gone\"}", "[]");
        refused(
                "pack",
                "names a file (a jar) or a folder",
                "{\"file\": \"garden.jar\", \"id\": \"x\"}",
                "[]");
        Bench.jar(folder.resolve("garden.jar"), "Bundle-SymbolicName: a", "LightWeb-Feature: web");
        refused("pack", "belongs to feature web", "{\"file\": \"garden.jar\"}", "[]");
        Bench.jar(folder.resolve("garden.jar"), "X: y");
        refused("pack", "is no OSGi bundle", "{\"file\": \"garden.jar\"}", "[]");
        assertThat(archive).doesNotExist();
    }

    private void refused(String command, String words, String bundle, String permissions)
            throws Exception {
        describe(bundle, permissions);
        assertThat(bench.run(command, folder, "-o", archive)).isEqualTo(1);
        assertThat(bench.said()).contains(words);
    }

    @Test
    void keygenWritesAKeyForItsOwnerOnlyAndOverwritesNothing() throws Exception {
        assertThat(keygen("--features", "garden*", "--expires", "2027-12-31")).isZero();
        Path key = folder.resolve("ada-l-key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("ada-l.cfg")))
                .contains("name = Ada L", "features = garden*", "expires = 2027-12-31");
        byte[] before = Files.readAllBytes(key);
        assertThat(keygen()).isEqualTo(1);
        assertThat(bench.said()).contains("ada-l.cfg is there already; nothing was written");
        Files.delete(folder.resolve("ada-l.cfg"));
        assertThat(keygen()).isEqualTo(1);
        assertThat(Files.readAllBytes(key)).isEqualTo(before);
        assertThat(folder.resolve("ada-l.cfg")).doesNotExist();
    }

    @Test
    void signsSoThatWhoTrustsTheKeyTakesIt() throws Exception {
        pack();
        keygen();
        verify(1, "Nobody signed it.");
        assertThat(bench.run("sign", archive, "--key", folder.resolve("ada-l-key.pem"))).isZero();
        verify(1, "Signed by somebody whom you don’t know");
        Files.move(folder.resolve("ada-l.cfg"), publishers.resolve("ada.cfg"));
        verify(0, "Signed by Ada L (key ");
        assertThat(bench.said())
                .contains(
                        "garden 1.0.0.SNAPSHOT",
                        "by Ada",
                        "network    Calls servers (only declared)",
                        "Rating 4 of 8",
                        "-1 It calls servers.");
        byte[] once = Files.readAllBytes(archive);
        bench.run("sign", archive, "--key", folder.resolve("ada-l-key.pem"));
        assertThat(Files.readAllBytes(archive)).isEqualTo(once);
    }

    private void verify(int code, String words) {
        int actual = bench.run("verify", archive, "--publishers", publishers);
        assertThat(bench.said()).contains(words);
        assertThat(actual).isEqualTo(code);
    }

    @Test
    void opensslVerifiesTheSignatureWithoutUs() throws Exception {
        pack();
        openssl("genpkey", "-algorithm", "ed25519", "-out", folder.resolve("own.pem"));
        openssl("pkey", "-in", folder.resolve("own.pem"), "-pubout", "-out", folder.resolve("pub"));
        assertThat(bench.run("sign", archive, "--key", folder.resolve("own.pem"))).isZero();
        Map<String, byte[]> files = Bench.unzip(archive);
        String signature =
                files.keySet().stream()
                        .filter(name -> name.startsWith("signatures/"))
                        .findFirst()
                        .orElseThrow();
        Files.write(folder.resolve("signed"), files.get("feature.json"));
        Files.write(folder.resolve("signature"), files.get(signature));
        openssl(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                folder.resolve("pub"),
                "-rawin",
                "-in",
                folder.resolve("signed"),
                "-sigfile",
                folder.resolve("signature"));
    }

    private static void openssl(Object... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "openssl";
        for (int each = 0; each < words.length; each++) {
            command[each + 1] = words[each].toString();
        }
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void takesTheDemosKeyForTheDemoAndSaysSo() throws Exception {
        pack();
        assertThat(bench.run("sign", archive)).isEqualTo(1);
        assertThat(bench.said()).contains("Name your key: --key FILE");
        Bench demo =
                new Bench(Map.of("LIGHTWEB_DEMO_KEY", DEMO.resolve("demo-key.pem").toString()));
        assertThat(demo.run("sign", archive)).isZero();
        assertThat(demo.said())
                .contains("Signing with the demo's key, which everybody has")
                .contains(Publishers.DEMO.value());
        Files.copy(DEMO.resolve("demo.cfg"), publishers.resolve("demo.cfg"));
        Files.setPosixFilePermissions(
                publishers.resolve("demo.cfg"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(demo.run("verify", archive, "--publishers", publishers)).isZero();
        verify(1, "demo.cfg: public_key: is the demo's, whose private key everybody has");
    }

    @Test
    void refusesToSignWhatIsNoArchiveAndWithWhatIsNoKey() throws Exception {
        keygen();
        Files.writeString(archive, "nothing");
        assertThat(bench.run("sign", archive, "--key", folder.resolve("ada-l-key.pem")))
                .isEqualTo(1);
        assertThat(bench.said()).contains("It is not signed: The file is not an archive");
        pack();
        assertThat(bench.run("sign", archive, "--key", folder.resolve("feature.json")))
                .isEqualTo(1);
        assertThat(bench.said()).contains("is not a private key in PEM");
    }

    private void pack() {
        assertThat(bench.run("pack", folder, "-o", archive)).isZero();
    }

    private int keygen(String... more) {
        Object[] words = new Object[more.length + 4];
        words[0] = "keygen";
        words[1] = "Ada L";
        words[2] = "-d";
        words[3] = folder;
        System.arraycopy(more, 0, words, 4, more.length);
        return bench.run(words);
    }
}
