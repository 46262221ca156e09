// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.pools.Proposals;

import java.util.List;
import java.util.Locale;

/** The weather in the portal's navigation, for everybody who is logged in. */
@Component(service = Section.class)
public final class WeatherSection implements Section {
    static final String ID = "weather";

    private final Proposals proposals;

    @Activate
    public WeatherSection(@Reference Proposals proposals) {
        this.proposals = proposals;
    }

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

    /** What waits for an administrator's decision. */
    @Override
    public List<Notice> notices(Viewer viewer) {
        int waiting = viewer.isAdministrator() ? proposals.waiting() : 0;
        return waiting == 0
                ? List.of()
                : List.of(
                        new Notice(
                                State.NEEDS_YOU,
                                Messages.of(WeatherSection.class, viewer.locale())
                                        .text("proposals.waiting", waiting),
                                "/weather/proposals"));
    }
}
