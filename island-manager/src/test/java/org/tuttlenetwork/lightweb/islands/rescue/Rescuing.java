// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rescue;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandSettings;
import org.tuttlenetwork.lightweb.islands.IslandWriter;

/** The service, and its task as the scheduler runs it. */
public final class Rescuing {
    private final RescueService service;
    private final RescueTask task;

    public Rescuing(
            Database database,
            Directory directory,
            IslandService islands,
            IslandWriter writer,
            IslandSettings settings,
            RestoreBrake brake) {
        service = new RescueService(database, directory, islands, writer, settings, brake);
        task = new RescueTask(service);
    }

    public RescueService service() {
        return service;
    }

    public void carryOut(IslandRecord island) {
        task.run(island.id() + " 0", "{}");
    }
}
