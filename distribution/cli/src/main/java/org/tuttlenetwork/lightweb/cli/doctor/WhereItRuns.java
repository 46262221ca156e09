// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** A check of the demo, whose servers run only with it: that nobody answers is not wrong there. */
record WhereItRuns(Check check) implements Check {
    @Override
    public String name() {
        return check.name();
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        try {
            return check.look();
        } catch (ServerFailure failure) {
            if (failure.status() == 0) {
                return Verdict.skip("the demo does not run");
            }
            throw failure;
        }
    }
}
