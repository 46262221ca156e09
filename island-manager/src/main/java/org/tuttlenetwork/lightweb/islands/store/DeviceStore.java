// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.IslandDevice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Devices that come without a login. In the transaction that each method is handed. */
public final class DeviceStore {
    private static final String SELECT =
            "select id, island_id, name, sponsor, added_at, until, linked_at, link_until,"
                    + " exchanged_at from device ";

    /**
     * @param secret the keyed hash of the link
     */
    public void add(Transaction transaction, IslandDevice device, byte[] secret) {
        Sql.update(
                transaction,
                "insert into device (id, island_id, name, sponsor, added_at, until, secret,"
                        + " linked_at, link_until) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                device.id(),
                device.island(),
                device.name(),
                device.sponsor().value(),
                device.addedAt(),
                device.until(),
                secret,
                device.linkedAt(),
                device.linkUntil());
    }

    public Optional<IslandDevice> find(Transaction transaction, UUID id) {
        return Sql.one(transaction, DeviceStore::read, SELECT + "where id = ?", id);
    }

    public Optional<IslandDevice> bySecret(Transaction transaction, byte[] secret) {
        return Sql.one(
                transaction, DeviceStore::read, SELECT + "where secret = ?", (Object) secret);
    }

    /** Those of an island, the oldest first. */
    public List<IslandDevice> of(Transaction transaction, UUID island) {
        return Sql.query(
                transaction,
                DeviceStore::read,
                SELECT + "where island_id = ? order by added_at, id",
                island);
    }

    /** All of them. */
    public List<IslandDevice> all(Transaction transaction) {
        return Sql.query(transaction, DeviceStore::read, SELECT + "order by island_id, id");
    }

    /** Gives a device a new link instead of the one before. */
    public void relink(
            Transaction transaction, UUID id, byte[] secret, Instant now, Instant linkUntil) {
        Sql.update(
                transaction,
                "update device set secret = ?, linked_at = ?, link_until = ? where id = ?",
                secret,
                now,
                linkUntil,
                id);
    }

    /**
     * Uses a device's link up.
     *
     * @return false where it was used before
     */
    public boolean exchange(Transaction transaction, UUID id, Instant now) {
        return Sql.update(
                        transaction,
                        "update device set exchanged_at = ? where id = ? and exchanged_at is null",
                        now,
                        id)
                == 1;
    }

    /**
     * Undoes that: nothing came of it.
     *
     * @param exchanged when that exchange was noted: another one stays
     */
    public void reopen(Transaction transaction, UUID id, Instant exchanged) {
        Sql.update(
                transaction,
                "update device set exchanged_at = null where id = ? and exchanged_at = ?",
                id,
                exchanged);
    }

    /** Of a restored state nobody knows which links were used since. */
    public int useUpOlder(Transaction transaction, Instant before) {
        return Sql.update(
                transaction,
                "update device set exchanged_at = ? where linked_at < ? and exchanged_at is null",
                before,
                before);
    }

    public void remove(Transaction transaction, UUID id) {
        Sql.update(transaction, "delete from device where id = ?", id);
    }

    /** Those that somebody answers for. */
    public void removeOf(Transaction transaction, UUID island, UserId sponsor) {
        Sql.update(
                transaction,
                "delete from device where island_id = ? and sponsor = ?",
                island,
                sponsor.value());
    }

    public void removeAll(Transaction transaction, UUID island) {
        Sql.update(transaction, "delete from device where island_id = ?", island);
    }

    private static IslandDevice read(ResultSet row) throws SQLException {
        return new IslandDevice(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                new UserId(row.getString(4)),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                Optional.ofNullable(row.getTimestamp(9)).map(Timestamp::toInstant));
    }
}
