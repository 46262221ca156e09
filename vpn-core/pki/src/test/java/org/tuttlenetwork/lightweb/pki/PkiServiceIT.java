// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

class PkiServiceIT {
    @TempDir private Path folder;
    private TestDatabase database;
    private Database unit;
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @BeforeEach
    void start() {
        database = TestDatabase.start();
        unit = database.unit("pki", List.of(), PkiService.class);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private PkiService host(Path masterKey, boolean demo) {
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        return new PkiService(
                masterKey, List.of("core-services", "10.0.0.1", "fd00::1"), unit, demo, clock);
    }

    private static X509Certificate shown(KeyStore keys) throws Exception {
        return (X509Certificate) keys.getCertificate(keys.aliases().nextElement());
    }

    @Test
    void theServersCertificateIsAnotherOnceAThirdOfItsTimeIsOver() throws Exception {
        PkiService host = host(folder.resolve("master.key"), true);
        KeyStore first = host.serverKeys();
        now = now.plus(Duration.ofDays(30)).minusSeconds(1);
        assertThat(host.serverKeys()).isSameAs(first);
        now = now.plusSeconds(1);
        KeyStore second = host.serverKeys();
        assertThat(second).isNotSameAs(first);
        assertThat(host.serverKeys()).isSameAs(second);
        X509Certificate certificate = shown(second);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(now.plus(Duration.ofDays(90)));
        assertThat(certificate.getPublicKey()).isNotEqualTo(shown(first).getPublicKey());
        assertThat(
                        certificate.getSubjectAlternativeNames().stream()
                                .map(name -> String.valueOf(name.get(1))))
                .contains("core-services", "10.0.0.1");
        assertThat(second.getKey(second.aliases().nextElement(), host.keyPassword())).isNotNull();
        assertThat(second.getCertificateChain("server")).hasSize(2);
    }

    @Test
    void hostsOnOneDatabaseAreOneNetwork() {
        Path key = folder.resolve("master.key");
        PkiService first = host(key, true);
        PkiService second = host(key, false);
        assertThat(second.rootSha256()).isEqualTo(first.rootSha256());
        assertThat(second.root()).isEqualTo(first.root());
        assertThat(first.health()).isEqualTo(Health.working());
        assertThat(second.health().detail()).contains("offline root");
    }

    @Test
    void saysTwoMonthsBeforeAnAuthorityEnds() {
        PkiService host = host(folder.resolve("master.key"), true);
        now = now.plus(Duration.ofDays(304));
        assertThat(host.health()).isEqualTo(Health.working());
        now = now.plus(Duration.ofDays(2));
        assertThat(host.health().detail()).contains("CN=Tuttle Nodes CA ends at 2027-11-24T12:00");
    }

    @Test
    void aHostWithAnotherMasterKeyCannotReadTheAuthorities() {
        assertThat(host(folder.resolve("master.key"), true).rootSha256()).hasSize(64);
        assertThatThrownBy(() -> host(folder.resolve("other.key"), true))
                .isInstanceOf(RuntimeException.class);
    }
}
