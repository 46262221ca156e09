// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Duration;

/** Looks whether somebody edited the files in {@code etc/weather} (DECISIONS 5.8). */
@Component(service = RecurringTask.class)
public final class FileEdits implements RecurringTask {
    private final Weather weather;

    @Activate
    public FileEdits(@Reference Weather weather) {
        this.weather = weather;
    }

    @Override
    public String name() {
        return "weather-files";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        weather.takeEdits();
    }
}
