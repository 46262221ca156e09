// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.island.Island;
import org.tuttlenetwork.lightweb.api.island.Islands;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Islands as other features see them. */
@Component(service = Islands.class)
public final class IslandDirectory implements Islands {
    private final IslandService service;

    @Activate
    public IslandDirectory(@Reference IslandService service) {
        this.service = service;
    }

    @Override
    public Optional<Island> find(UUID id) {
        return service.find(id).map(IslandDirectory::shown);
    }

    @Override
    public Optional<Island> bySlug(String slug) {
        return service.bySlug(slug).map(IslandDirectory::shown);
    }

    @Override
    public List<Island> of(UserId user) {
        return service.mine(user).stream().map(IslandDirectory::shown).toList();
    }

    private static Island shown(IslandRecord island) {
        return new Island(
                island.id(),
                island.slug().value(),
                island.name(),
                IslandFragment.members(island.id()));
    }
}
