// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two hosts on one PostgreSQL have one outcome. */
class TwoHostsIT extends HostFixture {
    @Test
    void reachesTheOtherHostOnceItHeldOnTheFirst() {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        host.install(Pack.moody("garden", "2.0.0", 2));
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(second.active("garden")).as("not before it held").containsExactly("1.0.0");
        TestHost.until(() -> second.active("garden").equals(List.of("2.0.0")));
        TestHost.until(() -> host.status("garden").onItsWay().isEmpty());
        TestHost.until(() -> second.bundles().size() == 1 && host.bundles().size() == 1);
        assertThat(second.active("garden")).containsExactly("2.0.0");
    }

    @Test
    void goesOnWhereTheFirstHostRestartsInItsGracePeriod() throws Exception {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        host.install(Pack.moody("garden", "2.0.0", 600));
        host.halt();
        TimeUnit.SECONDS.sleep(2);
        host.boot();
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.TRYING);
        assertThat(second.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void isTakenBackOnBothWhereItTurnsRedOnOne() {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        host.install(Pack.moody("garden", "2.0.0", 2));
        TestHost.until(() -> second.active("garden").equals(List.of("2.0.0")));
        mood("2.0.0", "down");
        TestHost.until(() -> second.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
        assertThat(last().outcome()).isEqualTo("TAKEN_BACK");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agreesAfterEitherWasDown(boolean firstWasDown) throws Exception {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        TestHost down = firstWasDown ? host : second;
        TestHost up = firstWasDown ? second : host;
        down.halt();
        up.install(Pack.of("garden", "2.0.0"));
        TestHost.until(() -> up.status("garden").onItsWay().isEmpty());
        down.boot();
        assertThat(down.active("garden")).containsExactly("2.0.0");
        assertThat(up.active("garden")).containsExactly("2.0.0");
    }

    @Test
    void tellsTheSecondOfTwoAdministratorsAtOnceThatSomethingIsOnItsWay() throws Exception {
        TestHost second = another("second");
        second.boot();
        List<InstallOutcome> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
        List<String> conflicts = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> both = new ArrayList<>();
        for (TestHost each : List.of(host, second)) {
            both.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            outcomes.add(
                                                    each.install(Pack.moody("garden", "1.0.0", 2)));
                                        } catch (LightWebException e) {
                                            conflicts.add(e.detail());
                                        }
                                    }));
        }
        for (Thread thread : both) {
            thread.join();
        }
        assertThat(outcomes).filteredOn(InstallOutcome.Live.class::isInstance).hasSize(1);
        assertThat(conflicts.size() + outcomes.size()).isEqualTo(2);
        TestHost.until(
                () ->
                        host.active("garden").equals(List.of("1.0.0"))
                                && second.active("garden").equals(List.of("1.0.0")));
    }

    private void installOnBoth(TestHost second) {
        host.install(Pack.of("garden", "1.0.0"));
        TestHost.until(() -> second.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.status("garden").onItsWay().isEmpty());
    }
}
