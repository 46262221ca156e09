// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Somewhere to deploy to. */
interface Side {
    String FIRST = "1.0.0";
    String SECOND = "1.0.1";

    /** In words, for the tables. */
    String name();

    /** What is served. */
    URI resource();

    Change.Preparation install(String version);

    Change.Preparation update(String version);

    /** Back to a version that was there before. */
    Change.Preparation back(String version);

    Change.Preparation remove();

    /** Forgets what a removal leaves; not measured. */
    void clear() throws IOException, InterruptedException;

    /** From nothing to nothing, over every operation. */
    default List<Step> life() {
        return List.of(
                new Step(Operation.INSTALL, FIRST, install(FIRST)),
                new Step(Operation.UPDATE, SECOND, update(SECOND)),
                new Step(Operation.ROLLBACK, FIRST, back(FIRST)),
                new Step(Operation.REMOVE, "", remove()));
    }
}
