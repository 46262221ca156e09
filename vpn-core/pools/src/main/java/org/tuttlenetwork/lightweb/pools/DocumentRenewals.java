// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/**
 * Keeps root, weather and timestamp new. It asks nothing of the nodes' room, so that the weather
 * stays good where that one is stopped; only the lists of nodes end then.
 */
@Component(service = RecurringTask.class)
public final class DocumentRenewals implements RecurringTask {
    private final Weather weather;
    private final Database database;

    @Activate
    public DocumentRenewals(@Reference Weather weather, @Reference Database database) {
        this.weather = weather;
        this.database = database;
    }

    @Override
    public String name() {
        return "renew-documents";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        database.write(
                tx -> {
                    weather.renew(tx);
                    return true;
                });
        weather.reload();
    }
}
