// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.io.IOException;
import java.util.Optional;

/** One thing that must be there; making it twice makes it once. */
public interface Step {
    /** What it is, for the plan and the line when it is made. */
    String name();

    /**
     * Looks, and notes what later steps need of it.
     *
     * @return whether nothing is to be done
     */
    boolean isThere() throws ServerFailure, IOException, InterruptedException;

    /** What to show and ask before this one alone; empty where the plan's consent is enough. */
    default Optional<String> question() throws IOException {
        return Optional.empty();
    }

    /** Makes what lacks. */
    void make() throws ServerFailure, IOException, InterruptedException;
}
