// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/** Polls Zitadel's events, on one host. */
@Component(service = RecurringTask.class)
public final class EventPolling implements RecurringTask {
    private final IdentityRoom identity;

    @Activate
    public EventPolling(@Reference IdentityRoom identity) {
        this.identity = identity;
    }

    @Override
    public String name() {
        return "zitadel-events";
    }

    @Override
    public Duration pause() {
        return identity.room().settings().pace().poll();
    }

    @Override
    public void run() {
        identity.poll();
    }
}
