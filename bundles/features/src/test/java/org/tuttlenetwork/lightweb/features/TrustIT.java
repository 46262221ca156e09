// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;

import java.util.Optional;
import java.util.Set;

/**
 * Whose features run: verdicts in words of their own, again at each start, whatever the database
 * says.
 */
class TrustIT extends HostFixture {
    @Test
    void refusesWhoIsNotTrustedEachInWordsOfItsOwn() throws Exception {
        var stranger = Pack.pair();
        var files = Pack.of("garden", "1.0.0").files();
        files.replaceAll((name, bytes) -> name.endsWith(".sig") ? new byte[64] : bytes);
        String tampered = host.reasons(Pack.archive(files));
        String unsigned = host.reasons(Pack.of("garden", "1.0.0").unsigned());
        String unknown = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        host.trust("eve", stranger.getPublic(), "expires = 2020-01-01");
        String expired = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        host.trust("eve", stranger.getPublic(), "revoked = true");
        String revoked = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        host.trust("eve", stranger.getPublic(), "features = attic");
        String other = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        String incompatible =
                host.reasons(
                        Pack.of("garden", "1.0.0")
                                .extension(
                                        "\"requires\": {\"api\": \"[7,8)\"}, \"permissions\":"
                                                + " [\"framework\"]")
                                .bytes());
        assertThat(Set.of(tampered, unsigned, unknown, expired, revoked, other, incompatible))
                .hasSize(7)
                .noneMatch(String::isBlank);
        assertThat(incompatible).contains("[7");
        assertThat(host.bundles()).isEmpty();
        assertThat(host.engine().all()).isEmpty();
        assertThat(history("garden")).hasSize(7).containsOnly("INSTALL REFUSED");
    }

    @Test
    void stopsWhatARevokedPublisherSignedAtTheNextStartAndNotWhatAnExpiredOneDid()
            throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.trust("ada", Pack.ADA.getPublic(), "expires = 2020-01-01");
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        host.halt();
        host.trust("ada", Pack.ADA.getPublic(), "revoked = true");
        host.boot();
        assertThat(host.active("garden")).isEmpty();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("garden").detail()).contains("revoked");
        assertThat(host.status("garden").facts().verified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update features.revision_bundle b set sha256 = o.sha256 from"
                        + " features.revision_bundle o where b.feature = 'garden' and o.feature ="
                        + " 'attic'",
                "insert into features.revision_bundle select 'garden', '1.0.0', 1,"
                        + " symbolic_name, sha256 from features.revision_bundle where feature ="
                        + " 'attic'",
                "update features.revision r set description = o.description from"
                        + " features.revision o where r.feature = 'garden' and o.feature = 'attic';"
                        + " update features.revision_signature s set signature = o.signature from"
                        + " features.revision_signature o where s.feature = 'garden' and o.feature"
                        + " = 'attic'; update features.revision_bundle b set sha256 = o.sha256 from"
                        + " features.revision_bundle o where b.feature = 'garden' and o.feature ="
                        + " 'attic'"
            })
    void runsNothingThatWasNotSignedHoweverTheDatabaseIsWritten(String written) throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("attic", "1.0.0"));
        host.engine().remove("attic", "ada");
        host.halt();
        postgres.execute(written);
        host.boot();
        assertThat(host.bundles()).isEmpty();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("garden").detail()).contains("not what was signed");
        assertThat(host.status("garden").facts().verified()).isFalse();
    }

    @Test
    void runsWhatPostgresqlKeepsAndNotWhatTheFrameworksStorageDoes() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        byte[] other = Pack.of("garden", "9.0.0").bundle();
        assertThat(host.overwriteStoredBundles(other)).isEqualTo(1);
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void startsWhatARevokedPublisherSignedOnceAnotherHasSignedIt() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.trust("ada", Pack.ADA.getPublic(), "revoked = true");
        host.boot();
        assertThat(host.active("garden")).isEmpty();
        var eve = Pack.pair();
        host.trust("eve", eve.getPublic(), "");
        assertThat(host.install(Pack.of("garden", "1.0.0").signedBy(eve)))
                .isInstanceOf(InstallOutcome.Live.class);
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void goesBackAlsoWhereThePublishersKeyHasExpired() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("garden", "2.0.0"));
        host.trust("ada", Pack.ADA.getPublic(), "expires = 2020-01-01");
        assertThat(host.engine().rollback("garden", Optional.empty(), TestHost.request()))
                .isEqualTo(live("1.0.0", Optional.of("2.0.0")));
    }
}
