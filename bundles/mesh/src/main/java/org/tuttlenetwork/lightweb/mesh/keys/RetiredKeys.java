// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.keys;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.store.SetupKeyStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredKey;

/** Takes the setup keys of a device back: nobody comes in by them any more. */
public final class RetiredKeys {
    private final Database database;
    private final Netbird netbird;
    private final SetupKeyStore store = new SetupKeyStore();

    public RetiredKeys(Database database, Netbird netbird) {
        this.database = database;
        this.netbird = netbird;
    }

    /** All that were made for it until now; there may be none. */
    public void of(ObjectKey device) throws NetbirdException {
        for (StoredKey key : database.read(tx -> store.of(tx, device))) {
            netbird.deleteSetupKeyOf(key.netbirdId(), Owned.mark(key.nonce()));
            database.write(
                    tx -> {
                        store.forget(tx, key);
                        return key;
                    });
        }
    }
}
