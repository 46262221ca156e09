// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Terms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations and who used them. In the transaction that each method is handed. */
public final class InvitationStore {
    private static final String SELECT =
            """
            select i.id, i.island_id, i.kind, i.role, i.made_by, i.made_at, i.expires_at, i.uses,
                i.member_until, i.approval, i.revoked_at,
                (select count(*) from invitation_use u where u.invitation_id = i.id)
            from invitation i
            """;

    /**
     * @param secret the keyed hash of what is handed on
     */
    public void add(Transaction transaction, Invitation invitation, byte[] secret) {
        Terms terms = invitation.terms();
        Sql.update(
                transaction,
                "insert into invitation (id, island_id, kind, secret, role, made_by, made_at,"
                        + " expires_at, uses, member_until, approval) values (?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?)",
                invitation.id(),
                invitation.island(),
                terms.kind().name(),
                secret,
                terms.role().key(),
                invitation.madeBy().value(),
                invitation.madeAt(),
                terms.expiresAt(),
                terms.uses(),
                terms.memberUntil().orElse(null),
                terms.approval());
    }

    public Optional<Invitation> bySecret(Transaction transaction, byte[] secret) {
        return Sql.one(
                transaction, InvitationStore::read, SELECT + "where i.secret = ?", (Object) secret);
    }

    public Optional<Invitation> find(Transaction transaction, UUID id) {
        return Sql.one(transaction, InvitationStore::read, SELECT + "where i.id = ?", id);
    }

    /** Those of an island that still let somebody in, the newest first. */
    public List<Invitation> open(Transaction transaction, UUID island, Instant now) {
        return Sql.query(
                        transaction,
                        InvitationStore::read,
                        SELECT
                                + "where i.island_id = ? and i.revoked_at is null and i.expires_at"
                                + " > ? order by i.made_at desc, i.id desc",
                        island,
                        now)
                .stream()
                .filter(invitation -> invitation.end(now).isEmpty())
                .toList();
    }

    /** Notes that somebody uses it; once, however often. */
    public void use(Transaction transaction, UUID invitation, UserId user, Instant now) {
        Sql.update(
                transaction,
                "insert into invitation_use (invitation_id, user_id, used_at) values (?, ?, ?) on"
                        + " conflict do nothing",
                invitation,
                user.value(),
                now);
    }

    /**
     * Takes one back.
     *
     * @return false where it was taken back before
     */
    public boolean revoke(Transaction transaction, UUID invitation, Instant now) {
        return Sql.update(
                        transaction,
                        "update invitation set revoked_at = ? where id = ? and revoked_at is null",
                        now,
                        invitation)
                == 1;
    }

    /** Takes back what somebody invited by. */
    public void revokeOf(Transaction transaction, UUID island, UserId user, Instant now) {
        Sql.update(
                transaction,
                "update invitation set revoked_at = ? where island_id = ? and made_by = ? and"
                        + " revoked_at is null",
                now,
                island,
                user.value());
    }

    /** The same of what gives one of some roles. */
    public void revokeOf(
            Transaction transaction,
            UUID island,
            UserId user,
            Collection<MemberRole> roles,
            Instant now) {
        Sql.update(
                transaction,
                "update invitation set revoked_at = ? where island_id = ? and made_by = ? and role"
                        + " = any (?) and revoked_at is null",
                now,
                island,
                user.value(),
                roles.stream().map(MemberRole::key).toArray(String[]::new));
    }

    /** With their uses and requests. */
    public void removeAll(Transaction transaction, UUID island) {
        Sql.update(transaction, "delete from invitation where island_id = ?", island);
    }

    /** Those that ended long ago and by which nobody waits, with their uses and requests. */
    public int removeEnded(Transaction transaction, Instant before) {
        return Sql.update(
                transaction,
                "delete from invitation i where expires_at < ? and not exists (select from"
                        + " join_request r where r.invitation_id = i.id and r.state = 'OPEN')",
                before);
    }

    /** Takes back what was made before: of another state of the world. */
    public int revokeOlder(Transaction transaction, Instant before, Instant now) {
        return Sql.update(
                transaction,
                "update invitation set revoked_at = ? where made_at < ? and revoked_at is null",
                now,
                before);
    }

    private static Invitation read(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp(9);
        Timestamp revoked = row.getTimestamp(11);
        Terms terms =
                new Terms(
                        Invitation.Kind.valueOf(row.getString(3)),
                        MemberRole.ofKey(row.getString(4)).orElseThrow(),
                        row.getTimestamp(7).toInstant(),
                        row.getInt(8),
                        Optional.ofNullable(until).map(Timestamp::toInstant),
                        row.getBoolean(10));
        return new Invitation(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                terms,
                new UserId(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getInt(12),
                Optional.ofNullable(revoked).map(Timestamp::toInstant));
    }
}
