// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Looks operations up. */
public interface Operations {
    Optional<Operation> find(UUID id);

    /**
     * Waits a moment for the end of an operation.
     *
     * @param atMost how long: at most 10 seconds
     * @return how it stands when it ended or the time ran out
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException NOT_FOUND for an unknown id
     */
    Operation await(UUID id, Duration atMost);
}
