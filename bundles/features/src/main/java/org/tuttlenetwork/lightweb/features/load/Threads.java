// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import java.util.List;
import java.util.Set;

/** The threads of a JVM. */
interface Threads {
    /** The platform threads, carriers among them. */
    List<ThreadView> platform();

    /** How much of a processor a thread gets that always wants one: 0 to 1, less under load. */
    double fairShare();

    /**
     * The virtual threads that some carriers carry at this moment. Dear: all stacks are written
     * down.
     *
     * @param carriers their ids
     */
    List<ThreadView> carriedBy(Set<Long> carriers);
}
