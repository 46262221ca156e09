// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;

import java.util.Locale;

/** How far the mesh is with an island, in the portal's words. */
final class MeshWords {
    private MeshWords() {}

    static Section.State state(FragmentState mesh) {
        return switch (mesh.state()) {
            case APPLIED -> Section.State.WORKING;
            case PENDING, ABSENT, HELD -> Section.State.WAITING;
            case FAILED -> Section.State.BROKEN;
        };
    }

    static String sentence(FragmentState mesh, Messages messages) {
        return messages.text("mesh." + mesh.state().name().toLowerCase(Locale.ROOT));
    }
}
