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
import java.util.UUID;

@Entity
@Table(name = "island")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class IslandEntity {
    static final String ACTIVE = "ACTIVE";
    static final String DISSOLVED = "DISSOLVED";
    private static final String PORTS = "PORTS";

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
        entity.rule(island.rules());
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

    void change(String newName, MemberRules rules) {
        name = newName;
        rule(rules);
    }

    private void rule(MemberRules rules) {
        boolean chosen = rules instanceof MemberRules.ChosenPorts;
        mode = chosen ? PORTS : rules.text();
        ports = chosen ? rules.text() : "";
    }

    private MemberRules rules() {
        return MemberRules.parse(mode.equals(PORTS) ? ports : mode);
    }
}
