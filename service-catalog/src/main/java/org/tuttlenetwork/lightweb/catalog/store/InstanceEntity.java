// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.catalog.Instance;
import org.tuttlenetwork.lightweb.catalog.Instance.OnIsland;
import org.tuttlenetwork.lightweb.catalog.Instance.WholeNetwork;

import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "instance")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class InstanceEntity {
    @Id private UUID id;

    @Column(name = "type_id")
    private String typeId;

    private String name;
    private String title;
    private String peer;

    @Column(name = "island_id")
    private @Nullable UUID islandId;

    @Column(name = "island_slug")
    private @Nullable String islandSlug;

    @Column(name = "placed_by")
    private String placedBy;

    @Column(name = "placed_at")
    private Instant placedAt;

    protected InstanceEntity() {}

    static InstanceEntity of(Instance instance) {
        InstanceEntity entity = new InstanceEntity();
        entity.id = instance.id();
        entity.typeId = instance.typeId();
        entity.name = instance.name();
        entity.title = instance.title();
        entity.peer = instance.peer();
        entity.placedBy = instance.placedBy().value();
        entity.placedAt = instance.placedAt();
        if (instance.place() instanceof OnIsland(UUID island, String slug)) {
            entity.islandId = island;
            entity.islandSlug = slug;
        }
        return entity;
    }

    Instance toRecord() {
        Instance.Place place =
                islandId == null || islandSlug == null
                        ? new WholeNetwork()
                        : new OnIsland(islandId, islandSlug);
        return new Instance(id, typeId, name, title, peer, place, new UserId(placedBy), placedAt);
    }
}
