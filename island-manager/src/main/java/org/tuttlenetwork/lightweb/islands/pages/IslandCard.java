// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.MemberRole;

import java.util.List;

/**
 * An island among others.
 *
 * @param name what people call it
 * @param path its page
 * @param role what the viewer is there, as a sentence
 * @param mesh how far the mesh is
 * @param badge that state, as HTML
 * @param sentence what that state means
 */
public record IslandCard(
        String name, String path, String role, FragmentState mesh, String badge, String sentence) {
    /** All of a user's islands, by name. */
    static List<IslandCard> of(UserId user, IslandService service, Messages messages) {
        return service.mine(user).stream()
                .map(
                        island ->
                                of(
                                        island,
                                        service.role(user, island).orElse(MemberRole.GUEST),
                                        service.meshState(island),
                                        messages))
                .toList();
    }

    static IslandCard of(
            IslandRecord island, MemberRole role, FragmentState mesh, Messages messages) {
        return new IslandCard(
                island.name(),
                "/islands/" + island.slug().value(),
                messages.text("you." + role.key()),
                mesh,
                StateBadge.markup(MeshWords.state(mesh), messages.locale()),
                MeshWords.sentence(mesh, messages));
    }
}
