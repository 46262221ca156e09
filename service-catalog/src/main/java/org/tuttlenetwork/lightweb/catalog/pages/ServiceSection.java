// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.portal.Section;

/** The entry of these pages in the navigation. */
@Component(service = Section.class)
public final class ServiceSection implements Section {
    static final String ID = "services";
    private static final int ORDER = 30;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "service";
    }

    @Override
    public int order() {
        return ORDER;
    }
}
