// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/** Finds intents that nobody woke this host for: after a crash, or asked for on another. */
@Component(service = RecurringTask.class)
public final class OpenIntents implements RecurringTask {
    private final IdentityRoom identity;

    @Activate
    public OpenIntents(@Reference IdentityRoom identity) {
        this.identity = identity;
    }

    @Override
    public String name() {
        return "open-intents";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        identity.wakeIntents();
    }
}
