// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

/** What can be done to what is deployed. */
enum Operation {
    INSTALL("install"),
    UPDATE("update"),
    ROLLBACK("rollback to the version before"),
    WATCHED_UPDATE("update with a grace period of 60 s"),
    TAKE_BACK("rollback within the grace period"),
    REMOVE("remove");

    private final String words;

    Operation(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
