// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;

/** Degraded, never down: without Zitadel the local view goes on (DECISIONS 3.7). */
@Component(service = HealthCheck.class)
public final class ZitadelHealth implements HealthCheck {
    private final Pulse pulse;

    @Activate
    public ZitadelHealth(@Reference IdentityRoom identity) {
        this.pulse = identity.room().pulse();
    }

    @Override
    public String name() {
        return "zitadel";
    }

    @Override
    public Health health() {
        return pulse.trouble().map(Health::degraded).orElseGet(Health::working);
    }
}
