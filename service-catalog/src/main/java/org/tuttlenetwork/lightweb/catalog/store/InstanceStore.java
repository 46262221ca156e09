// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.catalog.Instance;

import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    /**
     * Whether the name is taken in its place; until the transaction ends nobody else asks for the
     * same name.
     */
    public boolean isTaken(Transaction transaction, String name, Optional<UUID> island) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('instance ' || ?, 0))";
        try (PreparedStatement statement = transaction.connection().prepareStatement(lock)) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The name of an instance could not be locked", e);
        }
        return transaction
                .entities()
                .createQuery("from InstanceEntity i where i.name = :name", InstanceEntity.class)
                .setParameter("name", name)
                .getResultStream()
                .anyMatch(other -> other.toRecord().island().equals(island));
    }

    /** Those after an id, in the order of ids. */
    public List<Instance> page(Transaction transaction, UUID after, int limit) {
        return transaction
                .entities()
                .createQuery(
                        "from InstanceEntity i where i.id > :after order by i.id",
                        InstanceEntity.class)
                .setParameter("after", after)
                .setMaxResults(limit)
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

    /** How many there are of a type, and on how many islands. */
    public Use use(Transaction transaction, String typeId) {
        Object[] counts =
                transaction
                        .entities()
                        .createQuery(
                                "select count(i), count(distinct i.islandId),"
                                        + " sum(case when i.islandId is null then 1 else 0 end)"
                                        + " from InstanceEntity i where i.typeId = :type",
                                Object[].class)
                        .setParameter("type", typeId)
                        .getSingleResult();
        Number everywhere = (Number) counts[2];
        return new Use(
                ((Number) counts[0]).intValue(),
                ((Number) counts[1]).intValue(),
                everywhere != null && everywhere.intValue() > 0);
    }

    /**
     * How much a type is used.
     *
     * @param instances how many there are
     * @param islands on how many islands
     * @param everywhere whether any is offered to the whole network
     */
    public record Use(int instances, int islands, boolean everywhere) {}

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
