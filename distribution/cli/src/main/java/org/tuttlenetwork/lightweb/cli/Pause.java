// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
interface Pause {
    void of(Duration time) throws InterruptedException;
}
