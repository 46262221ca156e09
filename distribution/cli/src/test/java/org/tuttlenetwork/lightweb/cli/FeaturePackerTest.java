// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

class FeaturePackerTest {
    @TempDir private Path folder;

    @Test
    void namesEachBundleByItsDigestAndGivesTheSameBytesAgain() throws Exception {
        Path bundle = folder.resolve("thing.jar");
        Files.writeString(bundle, "abc");
        byte[] archive = FeaturePacker.pack("thing", "1.0.0", List.of(bundle));
        Map<String, byte[]> files = unzip(archive);
        JsonNode description = new ObjectMapper().readTree(files.get("feature.json"));
        assertThat(description.path("id").asText())
                .isEqualTo("org.tuttlenetwork.lightweb:thing:1.0.0");
        assertThat(description.at("/bundles/0/file").asText()).isEqualTo("bundles/thing.jar");
        // FIPS 180-2, appendix B.1
        assertThat(description.at("/bundles/0/sha256").asText())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(files.get("bundles/thing.jar")).asString().isEqualTo("abc");
        assertThat(FeaturePacker.pack("thing", "1.0.0", List.of(bundle))).isEqualTo(archive);
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
