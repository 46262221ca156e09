// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/** Reads everything from Zitadel, on one host. */
@Component(service = RecurringTask.class)
public final class FullReading implements RecurringTask {
    private final IdentityRoom identity;

    @Activate
    public FullReading(@Reference IdentityRoom identity) {
        this.identity = identity;
    }

    @Override
    public String name() {
        return "zitadel-full-reading";
    }

    @Override
    public Duration pause() {
        return identity.room().settings().pace().reconcile();
    }

    @Override
    public void run() {
        identity.reconcile();
    }
}
