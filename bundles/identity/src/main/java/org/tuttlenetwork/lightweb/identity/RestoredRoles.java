// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.data.RestoreBrake;

import java.util.List;

/** The brake of a restored, older state, as far as roles go. Asked outside of transactions. */
final class RestoredRoles {
    private static final String PART = "identity";

    private final RestoreBrake brake;

    RestoredRoles(RestoreBrake brake) {
        this.brake = brake;
    }

    void join() {
        if (brake.held().isPresent()) {
            brake.join(PART, "{}");
        }
    }

    /** What is held at this moment. */
    HeldRoles held() {
        return new HeldRoles(brake.held());
    }

    void report(List<String> words) {
        brake.report(PART, words);
    }
}
