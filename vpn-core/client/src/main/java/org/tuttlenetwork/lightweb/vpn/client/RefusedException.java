// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

/** Carries a refusal from where a rule is broken to where the outcome is made. */
final class RefusedException extends Exception {
    private final Refusal reason;

    RefusedException(Refusal reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Outcome.Refused outcome() {
        return new Outcome.Refused(reason, String.valueOf(getMessage()));
    }
}
