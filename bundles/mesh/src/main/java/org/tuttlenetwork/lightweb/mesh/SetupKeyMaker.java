// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Nonces;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.StoredKey;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes one-off setup keys, and deletes them once they were used or are over. */
final class SetupKeyMaker {
    private static final Logger LOG = LoggerFactory.getLogger(SetupKeyMaker.class);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Database database;
    private final Netbird netbird;
    private final Clock clock;
    private final MeshStore store = new MeshStore();

    SetupKeyMaker(Database database, Netbird netbird, Clock clock) {
        this.database = database;
        this.netbird = netbird;
        this.clock = clock;
    }

    String create(String name, String foreignGroup, Duration validity) {
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A setup key is valid for 1 hour to 7 days");
        }
        try {
            Actual.Group group =
                    netbird.groupNamed(foreignGroup)
                            .orElseThrow(
                                    () ->
                                            new LightWebException(
                                                    ProblemType.UPSTREAM,
                                                    "NetBird has no group "
                                                            + foreignGroup
                                                            + ", or more than one. Mend that"
                                                            + " there. Nothing was changed."));
            // Stored first, so that a key whose id a crash loses is found and deleted all the same.
            String nonce = Nonces.next();
            database.write(
                    tx -> {
                        store.beginSetupKey(tx, nonce, clock.instant().plus(validity));
                        return nonce;
                    });
            Netbird.SetupKey key =
                    netbird.createSetupKey(name + " " + Owned.mark(nonce), group.id(), validity);
            database.write(
                    tx -> {
                        store.ownSetupKey(tx, nonce, key.id());
                        return nonce;
                    });
            return key.key();
        } catch (NetbirdException e) {
            throw e.isUnreachable()
                    ? new LightWebException(
                            ProblemType.UNAVAILABLE,
                            "NetBird does not answer now. No setup key was handed out. Try again"
                                    + " in a moment.",
                            e)
                    : new LightWebException(
                            ProblemType.UPSTREAM,
                            "NetBird refuses to make a setup key. No setup key was handed out.",
                            e);
        }
    }

    /** Deletes keys of ours that were used or are over, and those that nobody ever got. */
    void deleteSpent() {
        List<StoredKey> ours = database.read(store::setupKeys);
        if (ours.isEmpty()) {
            return;
        }
        try {
            List<Netbird.ListedKey> listed = netbird.setupKeys();
            for (StoredKey key : ours) {
                deleteIfSpent(key, listed);
            }
        } catch (NetbirdException e) {
            LOG.warn("Spent setup keys stay until NetBird answers again: {}", e.getMessage());
        }
    }

    private void deleteIfSpent(StoredKey key, List<Netbird.ListedKey> listed)
            throws NetbirdException {
        boolean over = clock.instant().isAfter(key.expires());
        Optional<Netbird.ListedKey> there = listed.stream().filter(one -> is(key, one)).findFirst();
        if (there.isPresent() && (over || !there.get().usable())) {
            netbird.deleteSetupKey(there.get().id());
        } else if (there.isPresent() || !over) {
            return;
        }
        database.write(
                tx -> {
                    store.forgetSetupKey(tx, key);
                    return key;
                });
    }

    private static boolean is(StoredKey key, Netbird.ListedKey listed) {
        return key.netbirdId().isEmpty()
                ? listed.name().endsWith(Owned.mark(key.nonce()))
                : listed.id().equals(key.netbirdId());
    }
}
