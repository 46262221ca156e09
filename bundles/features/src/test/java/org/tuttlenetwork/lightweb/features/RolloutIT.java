// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A new version on its way: through the gate and its grace period, or back. */
class RolloutIT extends HostFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail-start | No water in the garden",
                "hang-start | hangs at org.tuttlenetwork.lightweb.features.Moody.start",
                "down       | The pump is broken.",
                "throw      | The pump exploded",
                "hang       | hangs at org.tuttlenetwork.lightweb.features.Moody$Mood.sleep",
                "hang-service | hangs at org.tuttlenetwork.lightweb.features.Moody$Mood.sleep"
            })
    void keepsWhatRunsWhereTheNewOneDoesNotPassTheGateAndSaysWhy(String mood, String why) {
        host.install(Pack.of("garden", "1.0.0"));
        mood("2.0.0", mood);
        assertThat(host.reasons(Pack.moody("garden", "2.0.0", 0).bytes())).contains(why);
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
        assertThat(last().outcome()).isEqualTo("REFUSED");
        mood("2.0.0", "");
        assertThat(host.install(Pack.moody("garden", "2.0.0", 0)))
                .as("it was never installed: it may come mended")
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void getsNoServiceOfAFeatureButItsHealthChecks() {
        mood("1.0.0", "lazy");
        assertThat(host.install(Pack.moody("garden", "1.0.0", 0)))
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void saysInFewLinesWhyABundleDoesNotResolve() {
        Map<String, String> needy =
                Map.of("Import-Package", "org.osgi.framework,org.gone;version=\"[1,2)\"");
        String why = host.reasons(Pack.of("garden", "1.0.0").headers(needy).bytes());
        assertThat(why).contains("org.gone");
        assertThat(why.lines().count()).isLessThanOrEqualTo(5);
        assertThat(host.bundles()).isEmpty();
    }

    @Test
    void keepsTheOldVersionIdleDuringTheGracePeriodAndThenLetsItGo() {
        host.install(Pack.of("garden", "1.0.0"));
        assertThat(host.install(Pack.moody("garden", "2.0.0", 2)))
                .isInstanceOfSatisfying(
                        InstallOutcome.Live.class,
                        live -> assertThat(live.graceUntil()).isPresent());
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(host.bundles()).as("both are there").hasSize(2);
        assertThat(host.status("garden").state()).isEqualTo(State.TRYING);
        assertThat(host.reasons(Pack.of("garden", "3.0.0").bytes())).contains("on its way");

        TestHost.until(() -> host.bundles().size() == 1);
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
        assertThat(host.status("garden").previous()).contains("1.0.0");
    }

    @Test
    void goesBackByItselfWhereItTurnsUnhealthyInItsGracePeriod() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        mood("2.0.0", "down");
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.bundles().size() == 1);
        assertThat(last().outcome()).isEqualTo("TAKEN_BACK");
        assertThat(last().detail()).contains("The pump is broken.");
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void takesAFirstVersionOutAgainWhereItTurnsUnhealthy() {
        host.install(Pack.moody("garden", "1.0.0", 600));
        mood("1.0.0", "down");
        TestHost.until(() -> host.bundles().isEmpty());
        assertThat(last().outcome()).isEqualTo("TAKEN_BACK");
        assertThat(host.engine().all()).isEmpty();
    }

    @Test
    void isTakenBackByAPersonDuringItsGracePeriod() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        assertThat(host.engine().rollback("garden", Optional.empty(), TestHost.request()))
                .isInstanceOf(InstallOutcome.TakenBack.class);
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.bundles()).hasSize(1);
    }
}
