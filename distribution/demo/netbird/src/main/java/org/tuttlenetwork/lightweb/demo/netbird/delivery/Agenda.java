// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import java.time.Duration;
import java.time.Instant;

/** Time as the deliveries need it, so that tests can turn it by hand. */
public interface Agenda extends AutoCloseable {
    Instant now();

    /** Runs something later, one thing at a time. */
    void after(Duration delay, Runnable task);

    /** What is still due is not done. */
    @Override
    default void close() {}
}
