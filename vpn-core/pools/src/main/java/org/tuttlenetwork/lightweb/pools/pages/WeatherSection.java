// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;

import java.util.Locale;

/** The weather in the portal's navigation, for everybody who is logged in. */
@Component(service = Section.class)
public final class WeatherSection implements Section {
    static final String ID = "weather";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label(Locale locale) {
        return Messages.of(WeatherSection.class, locale).text("weather.label");
    }

    @Override
    public String icon() {
        return "weather";
    }

    @Override
    public int order() {
        return 50;
    }
}
