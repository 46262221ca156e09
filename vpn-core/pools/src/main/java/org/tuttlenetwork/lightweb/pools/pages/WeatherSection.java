// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

import java.util.Locale;

/** The entry of these pages in the navigation. */
@Component(service = Section.class)
public final class WeatherSection implements Section {
    static final String ID = "weather";
    private static final int ORDER = 50;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String path() {
        return "/weather";
    }

    @Override
    public String label(Locale locale) {
        return Messages.of(WeatherSection.class, locale).text("label");
    }

    @Override
    public String icon() {
        return "weather";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean isFor(Viewer viewer) {
        return viewer.caller().isPresent();
    }
}
