// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.JoinRequest;
import org.tuttlenetwork.lightweb.islands.JoinRequest.State;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who asked to be let in. In the transaction that each method is handed. */
public final class JoinRequestStore {
    private static final String SELECT =
            "select id, island_id, invitation_id, user_id, asked_at, state from join_request ";

    public void add(Transaction transaction, JoinRequest request) {
        Sql.update(
                transaction,
                "insert into join_request (id, island_id, invitation_id, user_id, asked_at, state)"
                        + " values (?, ?, ?, ?, ?, ?)",
                request.id(),
                request.island(),
                request.invitation(),
                request.user().value(),
                request.askedAt(),
                request.state().name());
    }

    public Optional<JoinRequest> find(Transaction transaction, UUID island, UUID id) {
        return Sql.one(
                transaction,
                JoinRequestStore::read,
                SELECT + "where island_id = ? and id = ?",
                island,
                id);
    }

    /** Who has asked to be let into an island, and has no answer. */
    public List<UserId> waiting(Transaction transaction, UUID island) {
        return Sql.query(
                transaction,
                row -> new UserId(row.getString(1)),
                "select user_id from join_request where island_id = ? and state = 'OPEN'",
                island);
    }

    /** Somebody's open request to be let into an island. */
    public Optional<JoinRequest> openOf(Transaction transaction, UUID island, UserId user) {
        return Sql.one(
                transaction,
                JoinRequestStore::read,
                SELECT + "where island_id = ? and user_id = ? and state = 'OPEN'",
                island,
                user.value());
    }

    /**
     * The open ones of an island that ask for one of those roles, the oldest first.
     *
     * @param roles keys
     * @param after the id of the last one of the page before; ids grow with time
     */
    public List<JoinRequest> open(
            Transaction transaction,
            UUID island,
            List<String> roles,
            Optional<UUID> after,
            int limit) {
        return Sql.query(
                transaction,
                JoinRequestStore::read,
                "select r.id, r.island_id, r.invitation_id, r.user_id, r.asked_at, r.state from"
                        + " join_request r join invitation i on i.id = r.invitation_id where"
                        + " r.island_id = ? and r.state = 'OPEN' and i.role = any (?) and r.id > ?"
                        + " order by r.id limit ?",
                island,
                roles.toArray(String[]::new),
                after.orElse(new UUID(0, 0)),
                limit);
    }

    /** Somebody's open ones. */
    public List<JoinRequest> open(Transaction transaction, UserId user) {
        return Sql.query(
                transaction,
                JoinRequestStore::read,
                SELECT + "where user_id = ? and state = 'OPEN' order by asked_at, id",
                user.value());
    }

    /** Closes somebody's open one, where they have one: they came in or went by another way. */
    public void closeOf(
            Transaction transaction,
            UUID island,
            UserId user,
            State state,
            UserId by,
            Instant now) {
        Sql.update(
                transaction,
                "update join_request set state = ?, decided_by = ?, decided_at = ? where island_id"
                        + " = ? and user_id = ? and state = 'OPEN'",
                state.name(),
                by.value(),
                now,
                island,
                user.value());
    }

    /** How many somebody made for an island since. */
    public long madeSince(Transaction transaction, UUID island, UserId user, Instant since) {
        return Sql.one(
                        transaction,
                        row -> row.getLong(1),
                        "select count(*) from join_request where island_id = ? and user_id = ? and"
                                + " asked_at > ?",
                        island,
                        user.value(),
                        since)
                .orElseThrow();
    }

    /** Whether somebody who came by an invitation was told no. */
    public boolean isRefused(Transaction transaction, UUID invitation, UserId user) {
        return Sql.one(
                        transaction,
                        row -> true,
                        "select from join_request where invitation_id = ? and user_id = ? and"
                                + " state = 'REFUSED'",
                        invitation,
                        user.value())
                .isPresent();
    }

    /**
     * How many wait on an island for somebody who may let in those roles.
     *
     * @param roles keys
     */
    public int countOpen(Transaction transaction, UUID island, List<String> roles) {
        return Sql.one(
                        transaction,
                        row -> row.getInt(1),
                        "select count(*) from join_request r join invitation i on i.id ="
                                + " r.invitation_id where r.island_id = ? and r.state = 'OPEN' and"
                                + " i.role = any (?)",
                        island,
                        roles.toArray(String[]::new))
                .orElseThrow();
    }

    /** Notes what came of one. */
    public void decide(Transaction transaction, UUID id, State state, UserId by, Instant now) {
        Sql.update(
                transaction,
                "update join_request set state = ?, decided_by = ?, decided_at = ? where id = ?",
                state.name(),
                by.value(),
                now,
                id);
    }

    private static JoinRequest read(ResultSet row) throws SQLException {
        return new JoinRequest(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                new UserId(row.getString(4)),
                row.getTimestamp(5).toInstant(),
                State.valueOf(row.getString(6)));
    }
}
