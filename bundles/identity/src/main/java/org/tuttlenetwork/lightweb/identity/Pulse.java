// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;

import java.util.Optional;

/** Whether Zitadel answers, as last seen by those who call it. */
final class Pulse {
    private volatile Optional<String> trouble = Optional.of("Zitadel was not reached yet");
    private volatile Optional<String> held = Optional.empty();

    void answered() {
        trouble = Optional.empty();
    }

    void failed(ZitadelException failure) {
        trouble = Optional.of(failure.describe());
    }

    /** What an administrator should look at; empty where nothing is held. */
    void held(int count) {
        held =
                count == 0
                        ? Optional.empty()
                        : Optional.of(
                                count
                                        + " revocations wait for an administrator: on the page"
                                        + " /identity, and at /api/v1/identity/held");
    }

    /** What is wrong, if anything. */
    Optional<String> trouble() {
        return trouble.isPresent() ? trouble : held;
    }
}
