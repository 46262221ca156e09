// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;

import java.util.Map;
import java.util.Optional;

/**
 * Migrations that cannot be undone: a copy before them, and no way back across them but by a
 * person.
 */
class IrreversibleIT extends HostFixture {
    @Test
    void doesNotGoBackByItselfAcrossWhatCannotBeUndone() {
        host.install(beforeThat());
        Pack forGood = changingForGood("2.0.0", 600);
        assertThat(host.engine().plan(forGood.bytes(), TestHost.request()).undo().possible())
                .isFalse();
        host.install(forGood);
        assertThat(host.dumps.made).containsExactly("MIGRATION garden");
        assertThatThrownBy(
                        () ->
                                host.engine()
                                        .rollback("garden", Optional.empty(), TestHost.request()))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("cannot work with");
        mood("2.0.0", "down");
        TestHost.until(() -> host.bundles().isEmpty());
        assertThat(host.status("garden").state()).isEqualTo(State.STOPPED);
        assertThat(host.status("garden").detail()).contains("restore the dump");
        assertThat(last().outcome()).isEqualTo("STOPPED");
    }

    @ParameterizedTest
    @CsvSource({"before-start, RUNNING", "after-start, STOPPED", "after-gate, STOPPED"})
    void doesNotGoBackAfterACrashAcrossWhatCannotBeUndone(String place, State expected)
            throws Exception {
        host.install(beforeThat());
        host.halt();
        host.boot(killAt(place), false);
        assertThatThrownBy(() -> host.install(changingForGood("2.0.0", 0)))
                .isInstanceOf(Killed.class);
        host.kill();
        host.boot();
        assertThat(host.status("garden").state()).isEqualTo(expected);
        assertThat(last().detail()).contains("The host ended while it tried it");
    }

    @ParameterizedTest
    @CsvSource({"fail-start, RUNNING", "throw, STOPPED"})
    void stopsAHealthyFeatureOnlyWhereItsMigrationRan(String mood, State expected) {
        host.install(beforeThat());
        mood("2.0.0", mood);
        InstallOutcome outcome = host.install(changingForGood("2.0.0", 0));
        assertThat(outcome instanceof InstallOutcome.Stopped).isEqualTo(expected == State.STOPPED);
        assertThat(host.dumps.made).containsExactly("MIGRATION garden");
        assertThat(host.status("garden").state()).isEqualTo(expected);
    }

    @Test
    void leavesTheVersionThatChangedItsDataWhereItIsRemovedInItsGracePeriod() {
        host.install(beforeThat());
        host.install(changingForGood("2.0.0", 600));
        host.engine().remove("garden", "ada");
        assertThat(host.status("garden").state()).isEqualTo(State.REMOVED);
        assertThat(host.status("garden").version()).isEqualTo("2.0.0");
        assertThat(host.bundles()).isEmpty();
    }

    @Test
    void copiesTheDataOfARemovedFeatureBeforeChangingItForGood() {
        host.install(beforeThat());
        host.engine().remove("garden", "ada");
        byte[] forGood = changingForGood("2.0.0", 0).bytes();
        assertThat(host.engine().plan(forGood, TestHost.request()).undo().possible()).isFalse();
        host.install(changingForGood("2.0.0", 0));
        assertThat(host.dumps.made).containsExactly("MIGRATION garden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "STOPPED", "REMOVED"})
    void runsNoVersionThatItsDataHasLeftBehindHoweverItIsAskedFor(String state) throws Exception {
        host.install(beforeThat());
        host.install(changingForGood("2.0.0", 0));
        postgres.execute("update features.feature set state = '" + state + "'");
        assertThatThrownBy(
                        () ->
                                host.engine()
                                        .rollback(
                                                "garden", Optional.of("1.0.0"), TestHost.request()))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("cannot work with");
        Request byName = TestHost.request().downgradingTo(Optional.of("1.0.0"));
        assertThat(host.engine().install(beforeThat().bytes(), byName))
                .isInstanceOfSatisfying(
                        InstallOutcome.Rejected.class,
                        refused -> assertThat(refused.reasons().getFirst()).contains("restore"));
        assertThat(last().version()).isEqualTo("1.0.0");
        assertThat(last().outcome()).isEqualTo("REFUSED");
    }

    @Test
    void copiesTheDataBeforeTheMendedVersionOfAStoppedOneChangesItForGood() {
        host.install(beforeThat());
        mood("2.0.0", "throw");
        host.install(changingForGood("2.0.0", 0));
        assertThat(host.status("garden").state()).isEqualTo(State.STOPPED);
        Pack mended =
                changingForGood("2.1.0", 0)
                        .extension(
                                "\"migrations\": {\"irreversible\": [\"2\", \"3\"]},"
                                        + " \"health\": {\"graceSeconds\": 0}, \"permissions\":"
                                        + " [\"framework\"]")
                        .scripts(Map.of("V1__a.sql", "", "V2__b.sql", "", "V3__c.sql", "select 3"));
        assertThat(host.install(mended)).isInstanceOf(InstallOutcome.Live.class);
        assertThat(host.dumps.made).containsExactly("MIGRATION garden", "MIGRATION garden");
    }
}
