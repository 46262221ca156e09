// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

/** The entry of these pages in an administrator's navigation. */
@Component(service = Section.class)
public final class FeatureSection implements Section {
    static final String ID = "features";
    private static final int ORDER = 110;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "feature";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean isFor(Viewer viewer) {
        return viewer.isAdministrator();
    }
}
