// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/** Every second. */
public final class Weeding implements RecurringTask {
    @Override
    public String name() {
        return "weeding";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run() {
        Notes.add("weeding-begins", Thread.currentThread().getName().replace(' ', '_'));
        Trouble.at("task");
        Notes.add("weeding-ends", "-");
    }
}
