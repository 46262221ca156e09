// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.Slug;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

@Entity
@Table(name = "island")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class IslandEntity {
    static final String ACTIVE = "ACTIVE";
    static final String DISSOLVED = "DISSOLVED";

    @Id private UUID id;
    private String slug;
    private String name;
    private String mode;
    private String ports;
    private String state;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version private int version;

    protected IslandEntity() {}

    static IslandEntity of(IslandRecord island) {
        IslandEntity entity = new IslandEntity();
        entity.id = island.id();
        entity.slug = island.slug().value();
        entity.name = island.name();
        entity.state = ACTIVE;
        entity.createdBy = island.createdBy().value();
        entity.createdAt = island.createdAt();
        entity.ports = "";
        switch (island.rules()) {
            case MemberRules.ServicesOnly() -> entity.mode = "SERVICES_ONLY";
            case MemberRules.ChosenPorts(List<Integer> chosen) -> {
                entity.mode = "PORTS";
                entity.ports =
                        chosen.stream().map(String::valueOf).collect(Collectors.joining(","));
            }
            case MemberRules.Everything() -> entity.mode = "EVERYTHING";
        }
        return entity;
    }

    boolean isActive() {
        return ACTIVE.equals(state);
    }

    void dissolve() {
        state = DISSOLVED;
    }

    IslandRecord toRecord() {
        return new IslandRecord(
                id, new Slug(slug), name, rules(), new UserId(createdBy), createdAt, version);
    }

    private MemberRules rules() {
        return switch (mode) {
            case "SERVICES_ONLY" -> new MemberRules.ServicesOnly();
            case "EVERYTHING" -> new MemberRules.Everything();
            case "PORTS" ->
                    new MemberRules.ChosenPorts(
                            Arrays.stream(ports.split(",", -1)).map(Integer::valueOf).toList());
            default -> throw new IllegalStateException("An island has an unknown mode: " + mode);
        };
    }
}
