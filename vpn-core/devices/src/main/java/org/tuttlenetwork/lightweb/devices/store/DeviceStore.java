// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.devices.Addresses;
import org.tuttlenetwork.lightweb.devices.Device;
import org.tuttlenetwork.lightweb.devices.DeviceName;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads and writes devices in the transaction that it is handed. */
public final class DeviceStore {
    private static final String COLUMNS =
            "id, user_id, name, public_key, address_v4, address_v6, node_id, created_on,"
                    + " expires_on";

    /** The devices of a user, by name. */
    public List<Device> of(Transaction transaction, UserId user) {
        return query(transaction, "where user_id = ? order by name, id", user.value());
    }

    /**
     * A device that is to be changed: nobody else changes or removes it before this transaction
     * ends.
     */
    public Optional<Device> find(Transaction transaction, UUID id) {
        return query(transaction, "where id = ? for update", id).stream().findFirst();
    }

    /** The same by its key. */
    public Optional<Device> byKey(Transaction transaction, String publicKey) {
        return query(transaction, "where public_key = ? for update", publicKey).stream()
                .findFirst();
    }

    /**
     * Adds a device.
     *
     * @return false where one of its addresses is taken: try others
     */
    public boolean add(Transaction transaction, Device device) {
        String sql =
                "insert into device ("
                        + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
        try (PreparedStatement insert = transaction.connection().prepareStatement(sql)) {
            insert.setObject(1, device.id());
            insert.setString(2, device.user().value());
            insert.setString(3, device.name().value());
            insert.setString(4, device.key().value());
            insert.setString(5, device.addresses().v4());
            insert.setString(6, device.addresses().v6());
            insert.setString(7, device.node().orElse(null));
            insert.setDate(8, Date.valueOf(device.createdOn()));
            insert.setDate(9, Date.valueOf(device.expiresOn()));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The device could not be added", e);
        }
    }

    /** Lets one transaction at a time change how many devices a user has. */
    public void lock(Transaction transaction, UserId user) {
        String sql = "select pg_advisory_xact_lock(hashtext('lightweb.devices'), hashtext(?))";
        try (PreparedStatement select = transaction.connection().prepareStatement(sql)) {
            select.setString(1, user.value());
            select.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The user's devices could not be locked", e);
        }
    }

    public void rename(Transaction transaction, UUID id, DeviceName name) {
        String sql = "update device set name = ? where id = ?";
        try (PreparedStatement update = transaction.connection().prepareStatement(sql)) {
            update.setString(1, name.value());
            update.setObject(2, id);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The device could not be renamed", e);
        }
    }

    public void place(Transaction transaction, UUID id, String nodeId) {
        String sql = "update device set node_id = ? where id = ?";
        try (PreparedStatement update = transaction.connection().prepareStatement(sql)) {
            update.setString(1, nodeId);
            update.setObject(2, id);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("The device that is placed is not there");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The device could not be placed", e);
        }
    }

    /** The devices of a user that are on a node. */
    public List<UUID> placed(Transaction transaction, UserId user) {
        return ids(
                transaction,
                "select id from device where user_id = ? and node_id is not null",
                user.value());
    }

    /** The devices on a node whose key was good until a day before this one. */
    public List<UUID> ended(Transaction transaction, LocalDate today) {
        return ids(
                transaction,
                "select id from device where expires_on < ? and node_id is not null",
                Date.valueOf(today));
    }

    private static List<UUID> ids(Transaction transaction, String sql, Object value) {
        try (PreparedStatement select = transaction.connection().prepareStatement(sql)) {
            select.setObject(1, value);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("The devices could not be read", e);
        }
    }

    /** Who has devices on nodes. */
    public Set<UserId> placedUsers(Transaction transaction) {
        String sql = "select distinct user_id from device where node_id is not null";
        try (PreparedStatement select = transaction.connection().prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            Set<UserId> users = new HashSet<>();
            while (rows.next()) {
                users.add(new UserId(rows.getString(1)));
            }
            return users;
        } catch (SQLException e) {
            throw new IllegalStateException("Who has devices could not be read", e);
        }
    }

    /** Notes that a device is on no node. */
    public void unplace(Transaction transaction, UUID id) {
        String sql = "update device set node_id = null where id = ?";
        try (PreparedStatement update = transaction.connection().prepareStatement(sql)) {
            update.setObject(1, id);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The device could not be taken off", e);
        }
    }

    public void remove(Transaction transaction, UUID id) {
        try (PreparedStatement delete =
                transaction.connection().prepareStatement("delete from device where id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The device could not be removed", e);
        }
    }

    private static List<Device> query(Transaction transaction, String where, Object value) {
        try (PreparedStatement select =
                transaction
                        .connection()
                        .prepareStatement("select " + COLUMNS + " from device " + where)) {
            select.setObject(1, value);
            List<Device> devices = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    devices.add(
                            new Device(
                                    rows.getObject(1, UUID.class),
                                    new UserId(rows.getString(2)),
                                    new DeviceName(rows.getString(3)),
                                    new WireguardKey(rows.getString(4)),
                                    new Addresses(rows.getString(5), rows.getString(6)),
                                    Optional.ofNullable(rows.getString(7)),
                                    rows.getDate(8).toLocalDate(),
                                    rows.getDate(9).toLocalDate()));
                }
            }
            return devices;
        } catch (SQLException e) {
            throw new IllegalStateException("The devices could not be read", e);
        }
    }
}
