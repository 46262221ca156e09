// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

import java.util.Locale;
import java.util.Optional;

/** An entry of the navigation and a card, for everybody. */
public final class GardenSection implements Section {
    @Override
    public String id() {
        return "garden";
    }

    @Override
    public String label(Locale locale) {
        Trouble.at("section");
        return "Garden " + Revision.OF_CLASS;
    }

    @Override
    public String icon() {
        return "feature";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public boolean isFor(Viewer viewer) {
        return true;
    }

    @Override
    public Optional<String> card(Viewer viewer) {
        Trouble.at("section");
        return Optional.of("<p>Card of " + Revision.OF_CLASS + "</p>");
    }
}
