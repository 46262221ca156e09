// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.catalog.Instance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes instances in the transaction that it is handed. */
public final class InstanceStore {
    public void add(Transaction transaction, Instance instance) {
        transaction.entities().persist(InstanceEntity.of(instance));
        transaction.entities().flush();
    }

    public Optional<Instance> find(Transaction transaction, UUID id) {
        return Optional.ofNullable(transaction.entities().find(InstanceEntity.class, id))
                .map(InstanceEntity::toRecord);
    }

    public void remove(Transaction transaction, UUID id) {
        InstanceEntity entity = transaction.entities().find(InstanceEntity.class, id);
        if (entity != null) {
            transaction.entities().remove(entity);
        }
    }

    /** Whether the name is taken in its place. */
    public boolean isTaken(Transaction transaction, String name, Optional<UUID> island) {
        return all(transaction).stream()
                .anyMatch(other -> other.name().equals(name) && other.island().equals(island));
    }

    /** Every instance, by title. */
    public List<Instance> all(Transaction transaction) {
        return transaction
                .entities()
                .createQuery("from InstanceEntity i order by i.title, i.id", InstanceEntity.class)
                .getResultStream()
                .map(InstanceEntity::toRecord)
                .toList();
    }

    /** Those on the whole network and those on any of the given islands, by title: one query. */
    public List<Instance> reachable(Transaction transaction, Collection<UUID> islands) {
        String where =
                islands.isEmpty()
                        ? "i.islandId is null"
                        : "i.islandId is null or i.islandId in :islands";
        var query =
                transaction
                        .entities()
                        .createQuery(
                                "from InstanceEntity i where " + where + " order by i.title, i.id",
                                InstanceEntity.class);
        if (!islands.isEmpty()) {
            query.setParameter("islands", islands);
        }
        return query.getResultStream().map(InstanceEntity::toRecord).toList();
    }

    /** Those on one island. */
    public List<Instance> on(Transaction transaction, UUID island) {
        return transaction
                .entities()
                .createQuery(
                        "from InstanceEntity i where i.islandId = :island", InstanceEntity.class)
                .setParameter("island", island)
                .getResultStream()
                .map(InstanceEntity::toRecord)
                .toList();
    }
}
