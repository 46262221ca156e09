// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DoorIT cannot tell from a closed door: the demo asks for no claims. */
class DoorGateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/join",
                "/join/lwi_x",
                "/login",
                "/login/callback",
                "/hooks/zitadel",
                "/hooks/zitadel/claims",
                "/static/portal.css"
            })
    void letsThroughWhatIsNeededBeforeTheMesh(String path) {
        assertThat(DoorGate.isServed(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/hooks",
                "/hooks/zitadel/",
                "/hooks/zitadel/claims/",
                "/hooks/zitadel/x",
                "/api/v1/islands",
                "/JOIN"
            })
    void letsThroughNothingElse(String path) {
        assertThat(DoorGate.isServed(path)).isFalse();
    }
}
