// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How far the mesh is with an island, in the portal's words. */
final class MeshWords {
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private MeshWords() {}

    static Section.State state(FragmentState mesh) {
        return switch (mesh.state()) {
            case APPLIED -> Section.State.WORKING;
            case PENDING, ABSENT, HELD -> Section.State.WAITING;
            case FAILED -> Section.State.BROKEN;
        };
    }

    /** Whether it is not as declared for longer than what comes true within a moment. */
    static boolean isWorthSaying(FragmentState mesh, Instant now) {
        return switch (mesh.state()) {
            case APPLIED, ABSENT -> false;
            case PENDING -> mesh.since().isBefore(now.minus(MOMENT));
            case HELD, FAILED -> true;
        };
    }

    static String sentence(FragmentState mesh, Messages messages) {
        return messages.text("mesh." + mesh.state().name().toLowerCase(Locale.ROOT));
    }
}
