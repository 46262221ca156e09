// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;

/** Well, unless asked for trouble. */
public final class GardenHealth implements HealthCheck {
    @Override
    public String name() {
        return "garden";
    }

    @Override
    public Health health() {
        Trouble.at("health");
        return Health.working();
    }
}
