// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Looks at one thing that may be wrong; changes nothing. */
public interface Check {
    /** In a word or two, for the table. */
    String name();

    /**
     * @throws ServerFailure where a server does not answer, or refuses what it should not
     */
    Verdict look() throws ServerFailure, InterruptedException;
}
