// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import java.time.Duration;

/** What calls take beyond the stand-in's own time. */
public sealed interface Latency {
    /** No latency. */
    Latency NONE = new Fixed(Duration.ZERO);

    /** Each call waits so long before it is looked at. */
    record Fixed(Duration added) implements Latency {}

    /**
     * Each call takes at least as long as the real server's, by its kind and the account's size.
     */
    record AsMeasured() implements Latency {}
}
