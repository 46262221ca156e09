// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.pages;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.health.HostHealth;
import org.tuttlenetwork.lightweb.api.health.HostHealth.Overview;

import java.util.function.Supplier;

/**
 * The host's health, asked for when a page needs it and not before: the health's owner serves the
 * shell that shows this section, so that a plain reference would close a circle at the start.
 */
@Component(service = CurrentHealth.class)
public final class CurrentHealth implements Supplier<Overview> {
    private final ComponentServiceObjects<HostHealth> host;

    @Activate
    public CurrentHealth(
            @Reference(service = HostHealth.class) ComponentServiceObjects<HostHealth> host) {
        this.host = host;
    }

    @Override
    public Overview get() {
        HostHealth health = host.getService();
        try {
            return health.overview();
        } finally {
            host.ungetService(health);
        }
    }
}
