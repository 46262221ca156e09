// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * Installed features when a host starts: one that does not start keeps no other from it, and comes
 * as soon as it can.
 */
class StartIT extends HostFixture {
    @Test
    void runsTheOthersWhileOneHangsAtTheHostsStart() throws Exception {
        host.install(Pack.of("attic", "1.0.0"));
        host.install(Pack.moody("garden", "1.0.0", 0));
        host.halt();
        mood("1.0.0", "hang-start");
        host.boot();
        assertThat(host.active("attic")).containsExactly("1.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("garden").detail()).contains("hangs at");
    }

    @Test
    void runsTheOthersWhereTheBytesOfOneAreDamaged() throws Exception {
        host.install(Pack.of("attic", "1.0.0"));
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        postgres.execute(
                "update features.artefact a set content = 'damaged' from features.revision_bundle"
                        + " b where b.sha256 = a.sha256 and b.feature = 'attic'");
        host.loseStorage();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.status("attic").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("attic").detail()).contains("is damaged");
        assertThat(host.room().health().detail()).contains("attic");
    }

    @Test
    void runsTheOthersWhereConfigAdminDoesNotTakeWhatOneBrings() throws Exception {
        host.install(Pack.of("attic", "1.0.0"));
        host.install(
                Pack.of("garden", "1.0.0")
                        .configurations("{\"lightweb.garden\": {\"depth\": \"1\"}}"));
        host.halt();
        host.configurations.refused = "lightweb.garden";
        host.boot();
        assertThat(host.active("attic")).containsExactly("1.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(
                        host.reasons(
                                Pack.of("garden", "2.0.0")
                                        .configurations("{\"lightweb.garden\": {\"depth\": \"1\"}}")
                                        .bytes()))
                .contains("not taken");
        assertThat(host.status("garden").onItsWay()).isEmpty();
    }

    @Test
    void startsWhatDidNotStartWithTheHostAsSoonAsItCan() throws Exception {
        host.install(Pack.moody("garden", "1.0.0", 0));
        host.halt();
        mood("1.0.0", "fail-start");
        host.boot();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        mood("1.0.0", "");
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.status("garden").state() == State.RUNNING);
    }

    @Test
    void startsWhatShouldRunAndDoesNotWhereItsArchiveComesAgain() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        postgres.execute("update features.artefact set content = 'damaged'");
        host.boot();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isEqualTo(live("1.0.0", Optional.empty()));
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isInstanceOf(InstallOutcome.AlreadyPresent.class);
    }

    @Test
    void goesOnWithWhatItWasStartingWhenItStoppedInAnOrderlyWay() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        mood("2.0.0", "hang-start");
        FutureTask<InstallOutcome> asked =
                new FutureTask<>(() -> host.install(Pack.moody("garden", "2.0.0", 0)));
        Thread asking = Thread.startVirtualThread(asked);
        TestHost.until(() -> host.status("garden").onItsWay().isPresent());
        asking.interrupt();
        assertThatThrownBy(asked::get)
                .hasMessageContaining("is stored, and goes on at its next start");
        host.halt();
        mood("2.0.0", "");
        host.boot();
        TestHost.until(() -> host.active("garden").equals(List.of("2.0.0")));
        TestHost.until(() -> history("garden").contains("UPDATE DONE"));
        assertThat(history("garden")).doesNotContain("UPDATE TAKEN_BACK", "UPDATE REFUSED");
    }
}
