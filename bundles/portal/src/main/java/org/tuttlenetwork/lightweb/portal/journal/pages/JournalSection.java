// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.pages;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

/** The entry of this page in an administrator's navigation. */
@Component(service = Section.class)
public final class JournalSection implements Section {
    static final String ID = "journal";
    private static final int ORDER = 140;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "journal";
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
