// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;

import java.util.List;
import java.util.Map;

/**
 * A host that ends in the middle, or loses what it had: the next start reaches the old or the new
 * state.
 */
class CrashIT extends HostFixture {
    @ParameterizedTest
    @CsvSource({
        "before-start, 1.0.0",
        "after-start, 1.0.0",
        "after-gate, 1.0.0",
        "after-passed, 2.0.0",
        "after-switch, 2.0.0"
    })
    void reachesTheOldOrTheNewStateWhereverItDies(String place, String expected) throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.boot(killAt(place), false);
        assertThatThrownBy(() -> host.install(Pack.of("garden", "2.0.0")))
                .isInstanceOf(Killed.class);
        host.kill();
        host.boot();

        TestHost.until(() -> host.status("garden").onItsWay().isEmpty());
        assertThat(host.active("garden")).containsExactly(expected);
        TestHost.until(() -> host.bundles().size() == 1);
        assertThat(host.status("garden").version()).isEqualTo(expected);
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
        assertThat(host.install(Pack.of("garden", "3.0.0")))
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void goesOnAfterACrashAlsoWhereThePublishersKeyHasExpired() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        host.kill();
        host.trust("ada", Pack.ADA.getPublic(), "expires = 2020-01-01");
        host.boot();
        assertThat(host.active("garden")).containsExactly("2.0.0");
    }

    @Test
    void takesBackWhatEndsTheHostTwice() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        host.kill();
        host.boot();
        assertThat(host.active("garden")).as("once may be chance").containsExactly("2.0.0");
        host.kill();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(last().detail()).contains("The host ended while it tried it");
    }

    @Test
    void finishesADeletionThatAHostDiedInAndInstallsNothingMeanwhile() throws Exception {
        host.install(Pack.of("garden", "1.0.0").scripts(Map.of("V1__a.sql", "select 1")));
        host.halt();
        host.boot(killAt("dumped"), false);
        assertThatThrownBy(() -> host.engine().purge("garden", "ada")).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> host.install(Pack.of("garden", "1.1.0")))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("is being deleted");
        host.kill();
        host.boot();
        TestHost.until(() -> last().action().equals("PURGE"));
        assertThat(last().actor()).isEqualTo("ada");
        assertThat(last().detail()).as("the dump of before").contains("is kept for 30 days");
        assertThat(host.engine().all()).isEmpty();
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void rebuildsALostStorageOfflineAndRunsNothingThatPostgresqlDoesNotWant() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("attic", "1.0.0"));
        host.halt();
        host.loseStorage();
        postgres.execute("update features.feature set state = 'REMOVED' where feature = 'attic'");
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.bundles()).hasSize(1);
    }

    @Test
    void followsWhatTheFeedDidNotTellOf() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        postgres.execute("update features.feature set state = 'REMOVED'");
        TestHost.until(() -> host.bundles().isEmpty());
        postgres.execute("update features.feature set state = 'ACTIVE'");
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
    }
}
