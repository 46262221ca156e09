// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;

class SampleFeatureTest {
    @TempDir private Path folder;
    private Path key;

    @BeforeEach
    void makeKey() throws Exception {
        byte[] encoded =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(encoded)
                        + "\n-----END PRIVATE KEY-----\n";
        key = Files.writeString(folder.resolve("key.pem"), pem);
    }

    @Test
    void isASignedArchiveThatAHostReads() throws Exception {
        FeatureArchive plain = read(SampleFeature.plain(), "1.0.0", 60);
        assertThat(plain.feature().value()).isEqualTo("bench");
        assertThat(plain.version()).hasToString("1.0.0");
        assertThat(plain.signatures()).hasSize(1);
        assertThat(plain.declaration().health().grace()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void itsSecondVersionBringsASecondMigration() throws Exception {
        SampleFeature stored = SampleFeature.withEntity();
        assertThat(jar(stored, "1.0.0")).contains("V1__").doesNotContain("V2__");
        assertThat(jar(stored, "1.0.1")).contains("V1__", "V2__");
    }

    private FeatureArchive read(SampleFeature feature, String version, int grace) throws Exception {
        return new ArchiveReader().read(feature.archive(version, grace, folder, key));
    }

    private String jar(SampleFeature feature, String version) throws Exception {
        assertThat(read(feature, version, 0).feature().value()).isEqualTo(feature.id());
        Path jar = folder.resolve(feature.id() + "-" + version + ".jar");
        return new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1);
    }
}
