// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * What a database is told by the first host that uses it, and every other must agree with
 * (DECISIONS 3.5, 4.1).
 *
 * @param profile {@code demo} or {@code real}
 * @param masterKey tells master keys apart, see {@code MasterKey.fingerprint}
 */
public record Installation(String profile, String masterKey) {
    /**
     * Writes it down where nobody has yet.
     *
     * @throws IllegalStateException in words for who starts the host, if it is another's
     */
    void require(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into lightweb.installation (profile, master_key) values"
                                        + " (?, ?) on conflict (only_one) do update set master_key"
                                        + " = coalesce(installation.master_key,"
                                        + " excluded.master_key)");
                Statement select = connection.createStatement()) {
            insert.setString(1, profile);
            insert.setString(2, masterKey);
            insert.executeUpdate();
            try (ResultSet rows =
                    select.executeQuery("select profile, master_key from lightweb.installation")) {
                rows.next();
                requireProfile(rows.getString(1));
                requireMasterKey(rows.getString(2));
            }
        }
    }

    private void requireProfile(String stored) {
        if (!stored.equals(profile)) {
            throw new IllegalStateException(
                    "This database was made for a "
                            + stored
                            + " network, for good; it is started as a "
                            + profile
                            + " one. Name another database or another data folder.");
        }
    }

    private void requireMasterKey(String stored) {
        if (!stored.equals(masterKey)) {
            throw new IllegalStateException(
                    "This database was made with another master key than this host's: what is"
                            + " encrypted in it could not be read. Put the master.key of its hosts"
                            + " into this host's data folder (every host has the same one), or name"
                            + " another database.");
        }
    }
}
