// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.work;

import java.time.Duration;

/**
 * A service that is run again and again, on one host at a time, in the active revision of its
 * feature.
 */
public interface RecurringTask {
    /** Unique in the feature, stable over versions. */
    String name();

    /** The pause between the end of one run and the start of the next: 1 second or more. */
    Duration pause();

    /** One run. An exception is logged with the task's name, and the next run comes as usual. */
    void run();
}
