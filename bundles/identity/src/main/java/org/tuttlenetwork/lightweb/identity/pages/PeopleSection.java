// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.pages;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.identity.HeldRevocations;
import org.tuttlenetwork.lightweb.identity.IdentityRoom;
import org.tuttlenetwork.lightweb.identity.store.HeldCursor;

import java.util.List;

/** The entry of this page in an administrator's navigation. */
@Component(service = Section.class)
public final class PeopleSection implements Section {
    static final String ID = "identity";
    private static final int ORDER = 125;

    private final HeldRevocations held;

    @Activate
    public PeopleSection(@Reference IdentityRoom identity) {
        this.held = identity.held();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "people";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean isFor(Viewer viewer) {
        return viewer.isAdministrator();
    }

    @Override
    public List<Notice> notices(Viewer viewer) {
        if (!viewer.isAdministrator() || held.page(HeldCursor.START, 1).isEmpty()) {
            return List.of();
        }
        Messages messages = Messages.of(PeopleSection.class, viewer.locale());
        return List.of(new Notice(State.NEEDS_YOU, messages.text("notice"), PeoplePage.PATH));
    }
}
