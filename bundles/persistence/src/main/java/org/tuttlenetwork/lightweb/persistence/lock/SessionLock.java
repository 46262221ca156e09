// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.lock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.FleetLocks.FleetLock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * A lock of a session. The connection stays open while another host holds the lock, so that asking
 * again costs one round trip; it is replaced as soon as it fails once.
 */
final class SessionLock implements FleetLock {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLock.class);
    private static final int PATIENCE_SECONDS = 2;
    private static final int SEED = 8;

    private final DataSource direct;
    private final String name;
    private @Nullable Connection connection;
    private boolean held;

    SessionLock(DataSource direct, String name) {
        this.direct = direct;
        this.name = name;
    }

    @Override
    public synchronized boolean tryToHold() {
        if (isHeld()) {
            return true;
        }
        try {
            Connection open = connection == null ? connect() : connection;
            connection = open;
            held = take(open);
        } catch (SQLException e) {
            LOG.debug("The lock {} cannot be asked for", name, e);
            drop();
        }
        return held;
    }

    private Connection connect() throws SQLException {
        Connection open = direct.getConnection();
        // A server that is cut off without a word must not keep its last holder waiting.
        open.setNetworkTimeout(Runnable::run, PATIENCE_SECONDS * 1000);
        return open;
    }

    private boolean take(Connection open) throws SQLException {
        try (PreparedStatement select =
                open.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, ?))")) {
            select.setString(1, "lightweb.lock." + name);
            select.setInt(2, SEED);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private void give(Connection open) throws SQLException {
        try (PreparedStatement select =
                open.prepareStatement("select pg_advisory_unlock(hashtextextended(?, ?))")) {
            select.setString(1, "lightweb.lock." + name);
            select.setInt(2, SEED);
            select.execute();
        }
    }

    @Override
    public synchronized boolean isHeld() {
        if (held && !isAlive()) {
            LOG.warn("The lock {} is lost: its connection to PostgreSQL broke", name);
            drop();
        }
        return held;
    }

    private boolean isAlive() {
        try {
            return connection != null && connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            LOG.debug("The connection of the lock {} cannot be asked", name, e);
            return false;
        }
    }

    private void drop() {
        held = false;
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.debug("The connection of the lock {} was broken already", name, e);
            }
        }
    }

    /** Another host can have it as soon as this returns, not once the server has seen us go. */
    @Override
    public synchronized void close() {
        Connection open = connection;
        if (held && open != null) {
            try {
                give(open);
            } catch (SQLException e) {
                LOG.debug("The lock {} goes with its connection", name, e);
            }
        }
        drop();
    }
}
