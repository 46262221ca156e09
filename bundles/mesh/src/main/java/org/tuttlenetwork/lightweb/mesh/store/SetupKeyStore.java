// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** Setup keys of ours that are not known to be gone, in the transaction that is handed in. */
public final class SetupKeyStore {
    /** Remembers that a setup key is about to be made, under a nonce that its name will carry. */
    public void begin(Transaction transaction, String nonce, Instant expires) {
        update(
                transaction,
                "insert into setup_key (nonce, expires_at) values (?, ?)",
                nonce,
                Timestamp.from(expires));
    }

    /** The same for a device that is known by it. */
    public void begin(Transaction transaction, String nonce, Instant expires, ObjectKey device) {
        update(
                transaction,
                "insert into setup_key (nonce, expires_at, feature, fragment, key) values (?, ?, ?,"
                        + " ?, ?)",
                nonce,
                Timestamp.from(expires),
                device.feature(),
                device.fragment(),
                device.key());
    }

    /** The keys that were made for a device and are not known to be gone. */
    public List<StoredKey> of(Transaction transaction, ObjectKey device) {
        return query(
                transaction,
                "select coalesce(netbird_id, ''), coalesce(nonce, ''), expires_at from setup_key"
                        + " where feature = ? and fragment = ? and key = ?",
                SetupKeyStore::key,
                device.feature(),
                device.fragment(),
                device.key());
    }

    private static StoredKey key(ResultSet rows) throws SQLException {
        return new StoredKey(
                rows.getString(1), rows.getString(2), rows.getTimestamp(3).toInstant());
    }

    /**
     * @return false where the key was taken back while it was made
     */
    public boolean own(Transaction transaction, String nonce, String netbirdId) {
        return update(
                        transaction,
                        "update setup_key set netbird_id = ? where nonce = ?",
                        netbirdId,
                        nonce)
                == 1;
    }

    public List<StoredKey> all(Transaction transaction) {
        return query(
                transaction,
                "select coalesce(netbird_id, ''), coalesce(nonce, ''), expires_at from setup_key",
                SetupKeyStore::key);
    }

    public void forget(Transaction transaction, StoredKey key) {
        update(
                transaction,
                "delete from setup_key where coalesce(netbird_id, '') = ? and coalesce(nonce, '')"
                        + " = ?",
                key.netbirdId(),
                key.nonce());
    }
}
