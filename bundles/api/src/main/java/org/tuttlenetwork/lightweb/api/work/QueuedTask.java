// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.work;

/**
 * A service that does work queued by {@link
 * org.tuttlenetwork.lightweb.api.data.Transaction#enqueue}.
 */
public interface QueuedTask {
    /**
     * Unique in the feature. A change of the payload that old code cannot read needs a new name,
     * {@code …-2}.
     */
    String name();

    /**
     * Does the work; done when it returns. It may be called again after a crash.
     *
     * @param instance what it is about
     * @param json the payload
     * @throws RuntimeException to have it tried again: after 1 s, 2 s, 4 s … at most 5 minutes
     */
    void run(String instance, String json);
}
