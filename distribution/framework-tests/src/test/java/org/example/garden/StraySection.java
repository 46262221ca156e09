// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.portal.Section;

import java.util.Locale;

/** A section that no garden's feature.json claims. */
public final class StraySection implements Section {
    @Override
    public String id() {
        return "stray";
    }

    @Override
    public String label(Locale locale) {
        return "Stray";
    }

    @Override
    public String icon() {
        return "feature";
    }

    @Override
    public int order() {
        return 61;
    }
}
