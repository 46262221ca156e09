// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.pages;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.mesh.MeshRoom;
import org.tuttlenetwork.lightweb.mesh.store.HeldCursor;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;
import org.tuttlenetwork.lightweb.mesh.writer.Approvals;

import java.util.ArrayList;
import java.util.List;

/** The entry of these pages in an administrator's navigation. */
@Component(service = Section.class)
public final class MeshSection implements Section {
    static final String ID = "mesh";
    private static final int ORDER = 130;

    private final MeshRoom room;
    private final Approvals approvals;

    @Activate
    public MeshSection(@Reference MeshRoom room, @Reference Approvals approvals) {
        this.room = room;
        this.approvals = approvals;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "mesh";
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
        if (!viewer.isAdministrator()) {
            return List.of();
        }
        Messages messages = Messages.of(MeshSection.class, viewer.locale());
        List<Notice> notices = new ArrayList<>();
        if (!approvals.held(HeldCursor.START, 1).isEmpty()) {
            notices.add(new Notice(State.NEEDS_YOU, messages.text("notice"), "/" + ID));
        }
        if (room.tokens().stream().anyMatch(TokenView::needsAPerson)) {
            notices.add(new Notice(State.NEEDS_YOU, messages.text("notice.token"), "/" + ID));
        }
        return notices;
    }
}
