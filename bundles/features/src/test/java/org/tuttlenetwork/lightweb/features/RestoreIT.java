// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;

import java.util.Optional;
import java.util.UUID;

/** Bringing a copy of a feature's data back; persistence tests the copies themselves. */
class RestoreIT extends HostFixture {
    @Test
    void givesAStoppedFeatureTheDataThatItsOlderVersionWorksWith() {
        SchemaDump before = stopped();
        refused(() -> restore(before.id(), false), "has data");
        assertThat(restore(before.id(), true)).isEqualTo(before);
        assertThat(last().action()).isEqualTo("RESTORE");
        assertThat(last().outcome()).isEqualTo("DONE");
        assertThat(last().actor()).isEqualTo("ada");
        assertThat(last().detail()).contains(before.id().toString());
        assertThat(host.status("garden").state()).isEqualTo(State.STOPPED);
        InstallOutcome back =
                host.engine().rollback("garden", Optional.of("1.0.0"), TestHost.request());
        assertThat(back).isInstanceOf(InstallOutcome.Live.class);
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void bringsBackWhatWasDeleted() {
        host.install(beforeThat());
        host.engine().purge("garden", "ada");
        SchemaDump dump = host.engine().dumps(Optional.of("garden")).getFirst();
        assertThat(host.engine().dumps(Optional.of("attic"))).isEmpty();
        restore(dump.id(), false);
        assertThat(host.dumps.made).containsExactly("PURGE garden", "restored garden");
        assertThat(host.install(beforeThat())).isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void changesNothingWhileTheFeatureRunsOrIsTried() {
        host.install(beforeThat());
        host.install(changingForGood("2.0.0", 600));
        UUID dump = host.engine().dumps(Optional.empty()).getFirst().id();
        refused(() -> restore(dump, true), "garden runs. Remove it first");
        assertThat(host.dumps.made).containsExactly("MIGRATION garden");
        refused(() -> restore(UUID.randomUUID(), true), "no such dump");
    }

    @Test
    void saysInTheHistoryThatADamagedOneWasRefusedAndHoldsNothingUp() {
        SchemaDump before = stopped();
        host.dumps.damaged = true;
        refused(() -> restore(before.id(), true), "It is damaged");
        assertThat(last().outcome()).isEqualTo("REFUSED");
        refused(() -> restore(before.id(), true), "It is damaged");
    }

    @Test
    void finishesWhatAHostDiedInAndInstallsNothingMeanwhile() throws Exception {
        SchemaDump before = stopped();
        host.halt();
        host.boot(killAt("restoring"), false);
        assertThatThrownBy(() -> restore(before.id(), true)).isInstanceOf(Killed.class);
        refused(() -> host.install(changingForGood("2.1.0", 0)), "is being brought back");
        refused(() -> host.engine().purge("garden", "ada"), "is being brought back");
        host.kill();
        host.boot();
        TestHost.until(() -> last().action().equals("RESTORE"));
        assertThat(host.dumps.made).endsWith("restored garden");
    }

    @Test
    void finishesWhatAHostDiedInThatDoesNotComeBack() throws Exception {
        SchemaDump before = stopped();
        postgres.execute(
                "insert into features.restoring (feature, dump, host, actor, at) values ('garden',"
                        + " '%s', '%s', 'ada', now())".formatted(before.id(), UUID.randomUUID()));
        TestHost.until(() -> last().action().equals("RESTORE"));
        assertThat(host.dumps.made).endsWith("restored garden");
    }

    /** 1.0.0 ran; 2.0.0 changed the data for good and failed. Returns the copy of before. */
    private SchemaDump stopped() {
        host.install(beforeThat());
        mood("2.0.0", "throw");
        host.install(changingForGood("2.0.0", 0));
        assertThat(host.status("garden").state()).isEqualTo(State.STOPPED);
        return host.engine().dumps(Optional.of("garden")).getFirst();
    }

    private SchemaDump restore(UUID dump, boolean replace) {
        return host.engine().restore(dump, replace, "ada");
    }

    private static void refused(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(LightWebException.class).hasMessageContaining(why);
    }
}
