// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.pages;

import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the mesh is, as the page shows it.
 *
 * @param badge as HTML
 * @param sentences what is so
 */
public record MeshState(String badge, List<String> sentences) {
    static MeshState of(
            MeshOverview overview, boolean writer, boolean needsYou, Messages messages) {
        Section.State state = state(overview, needsYou);
        return new MeshState(
                StateBadge.markup(state, messages.locale()),
                Stream.of(
                                overview.reachable() ? "reachable" : "unreachable",
                                overview.defaultPolicyStands() ? "default" : "",
                                writer ? "writer" : "reader")
                        .filter(key -> !key.isEmpty())
                        .map(key -> messages.text("state." + key))
                        .toList());
    }

    static Section.State state(MeshOverview overview, boolean needsYou) {
        if (!overview.reachable()) {
            return Section.State.BROKEN;
        }
        if (needsYou || overview.defaultPolicyStands()) {
            return Section.State.NEEDS_YOU;
        }
        return overview.pending() > 0 ? Section.State.WAITING : Section.State.WORKING;
    }
}
