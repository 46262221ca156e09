// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.pages;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

/** The entry of these pages in an administrator's navigation. */
@Component(service = Section.class)
public final class NodeSection implements Section {
    static final String ID = "nodes";
    private static final int ORDER = 120;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "node";
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
