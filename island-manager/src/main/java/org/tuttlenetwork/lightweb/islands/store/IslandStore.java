// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.Note;
import org.tuttlenetwork.lightweb.islands.Removal;
import org.tuttlenetwork.lightweb.islands.Slug;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads and writes islands. Every method works in the transaction that it is handed. */
public final class IslandStore {
    /**
     * Takes a slug for ever.
     *
     * @return false where it was taken before, also by an island that is gone
     */
    public boolean takeSlug(Transaction transaction, Slug slug, Instant now) {
        String sql = "insert into slug (slug, taken_at) values (?, ?) on conflict do nothing";
        try (PreparedStatement insert = transaction.connection().prepareStatement(sql)) {
            insert.setString(1, slug.value());
            insert.setTimestamp(2, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The slug could not be taken", e);
        }
    }

    public void add(Transaction transaction, IslandRecord island) {
        transaction.entities().persist(IslandEntity.of(island));
        transaction.entities().flush();
    }

    public Optional<IslandRecord> find(Transaction transaction, UUID id) {
        return query(transaction, "where i.id = :value and i.state = :active", id).findFirst();
    }

    public Optional<IslandRecord> bySlug(Transaction transaction, String slug) {
        return query(transaction, "where i.slug = :value and i.state = :active", slug).findFirst();
    }

    /** Those of the given slugs that there are, by name. */
    public List<IslandRecord> bySlugs(Transaction transaction, Collection<String> slugs) {
        return query(
                        transaction,
                        "where i.slug in :value and i.state = :active order by i.name, i.id",
                        slugs)
                .toList();
    }

    /** All islands after a slug, by slug: for administrators. */
    public List<IslandRecord> page(Transaction transaction, String after, int limit) {
        return transaction
                .entities()
                .createQuery(
                        "from IslandEntity i where i.slug > :after and i.state = :active order by"
                                + " i.slug",
                        IslandEntity.class)
                .setParameter("after", after)
                .setParameter("active", IslandEntity.ACTIVE)
                .setMaxResults(limit)
                .getResultStream()
                .map(IslandEntity::toRecord)
                .toList();
    }

    /**
     * How many active islands somebody made and is still on, or on the way: their note is there
     * from the making on until they go. Until the transaction ends nobody else counts for the same
     * person.
     */
    public long countMadeBy(Transaction transaction, UserId user) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('islands made by ' || ?, 0))";
        try (PreparedStatement statement = transaction.connection().prepareStatement(lock)) {
            statement.setString(1, user.value());
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The islands of a person could not be counted", e);
        }
        return Sql.one(
                        transaction,
                        row -> row.getLong(1),
                        """
                        select count(*) from island i join membership_note n
                            on n.island_id = i.id and n.user_id = i.created_by
                        where i.created_by = ? and i.state = 'ACTIVE'
                        """,
                        user.value())
                .orElseThrow();
    }

    /**
     * Locks an island until the transaction ends, so that its fragment is computed by one writer at
     * a time from what the one before has committed.
     */
    public Optional<IslandRecord> lock(Transaction transaction, UUID id) {
        return locked(transaction, id).map(IslandEntity::toRecord);
    }

    /** Gives an island that is locked another name, or other rules. */
    public void change(Transaction transaction, UUID id, String name, MemberRules rules) {
        locked(transaction, id).ifPresent(entity -> entity.change(name, rules));
        transaction.entities().flush();
    }

    public void dissolve(Transaction transaction, UUID id) {
        locked(transaction, id).ifPresent(IslandEntity::dissolve);
        transaction.entities().flush();
        execute(transaction, "delete from declared_member where island_id = ?", id);
    }

    private static Optional<IslandEntity> locked(Transaction transaction, UUID id) {
        EntityManager entities = transaction.entities();
        return Optional.ofNullable(
                        entities.find(IslandEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(entity -> entity.isActive());
    }

    /** Remembers whom the island's group holds. */
    public void declared(Transaction transaction, UUID island, Set<UserId> members) {
        execute(transaction, "delete from declared_member where island_id = ?", island);
        String sql = "insert into declared_member (island_id, user_id) values (?, ?)";
        try (PreparedStatement insert = transaction.connection().prepareStatement(sql)) {
            for (UserId member : members) {
                insert.setObject(1, island);
                insert.setString(2, member.value());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("The declared members could not be stored", e);
        }
    }

    /**
     * Whom an island's group held when it was last declared.
     *
     * @param slug the island's
     */
    public record Declared(String slug, Set<UserId> members) {}

    /** The same of every island there is, by its id. */
    public Map<UUID, Declared> declared(Transaction transaction) {
        String sql =
                "select i.id, i.slug, m.user_id from island i left join declared_member m"
                        + " on m.island_id = i.id where i.state = 'ACTIVE'";
        try (PreparedStatement select = transaction.connection().prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            Map<UUID, Declared> declared = new HashMap<>();
            while (rows.next()) {
                String slug = rows.getString(2);
                Declared island =
                        declared.computeIfAbsent(
                                rows.getObject(1, UUID.class),
                                _ -> new Declared(slug, new HashSet<>()));
                String member = rows.getString(3);
                if (member != null) {
                    island.members().add(new UserId(member));
                }
            }
            return declared;
        } catch (SQLException e) {
            throw new IllegalStateException("The declared members could not be read", e);
        }
    }

    /**
     * Remembers that somebody was taken out by another. What invited them before is older by its
     * position, whatever the hosts' clocks say.
     */
    public void noteRemoval(Transaction transaction, UUID island, UserId user, Removal removal) {
        Sql.update(
                transaction,
                """
                insert into removal (island_id, user_id, position, role, until_by, until,
                    removed_by, removed_at)
                values (?, ?, nextval('invitation_order'), ?, ?, ?, ?, ?)
                on conflict (island_id, user_id) do update set position = excluded.position,
                    role = excluded.role, until_by = excluded.until_by, until = excluded.until,
                    removed_by = excluded.removed_by, removed_at = excluded.removed_at
                """,
                island,
                user.value(),
                removal.role().key(),
                removal.until().map(end -> end.who().value()).orElse(null),
                removal.until().map(Note.By::at).orElse(null),
                removal.by().who().value(),
                removal.by().at());
    }

    /** How somebody was last taken out by another. */
    public Optional<Removal> removal(Transaction transaction, UUID island, UserId user) {
        return Sql.one(
                transaction,
                row ->
                        new Removal(
                                MemberRole.ofKey(row.getString(1)).orElseThrow(),
                                Optional.ofNullable(row.getString(2))
                                        .map(UserId::new)
                                        .map(who -> end(who, row)),
                                new Note.By(
                                        new UserId(row.getString(4)),
                                        row.getTimestamp(5).toInstant())),
                "select role, until_by, until, removed_by, removed_at from removal where island_id"
                        + " = ? and user_id = ?",
                island,
                user.value());
    }

    private static Note.By end(UserId who, ResultSet row) {
        try {
            return new Note.By(who, row.getTimestamp(3).toInstant());
        } catch (SQLException e) {
            throw new IllegalStateException("A removal could not be read", e);
        }
    }

    /** Whether somebody was taken out after an invitation was made. */
    public boolean isRemovedSince(
            Transaction transaction, UUID island, UserId user, UUID invitation) {
        return Sql.one(
                        transaction,
                        row -> true,
                        "select from removal r, invitation i where r.island_id = ? and r.user_id ="
                                + " ? and i.id = ? and r.position > i.position",
                        island,
                        user.value(),
                        invitation)
                .isPresent();
    }

    /** Whom an island's group held when it was last declared. */
    public Set<UserId> declaredMembers(Transaction transaction, UUID island) {
        return Set.copyOf(
                Sql.query(
                        transaction,
                        row -> new UserId(row.getString(1)),
                        "select user_id from declared_member where island_id = ?",
                        island));
    }

    /** The islands whose group held somebody when it was last declared. */
    public Set<UUID> declaredWith(Transaction transaction, UserId user) {
        String sql = "select island_id from declared_member where user_id = ?";
        try (PreparedStatement select = transaction.connection().prepareStatement(sql)) {
            select.setString(1, user.value());
            Set<UUID> islands = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    islands.add(rows.getObject(1, UUID.class));
                }
            }
            return islands;
        } catch (SQLException e) {
            throw new IllegalStateException("The declared islands could not be read", e);
        }
    }

    private static java.util.stream.Stream<IslandRecord> query(
            Transaction transaction, String where, Object value) {
        return transaction
                .entities()
                .createQuery("from IslandEntity i " + where, IslandEntity.class)
                .setParameter("value", value)
                .setParameter("active", IslandEntity.ACTIVE)
                .getResultStream()
                .map(IslandEntity::toRecord);
    }

    private static void execute(Transaction transaction, String sql, UUID island) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setObject(1, island);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A statement on an island failed", e);
        }
    }
}
