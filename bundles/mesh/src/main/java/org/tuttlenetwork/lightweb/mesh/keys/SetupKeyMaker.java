// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.keys;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Nonces;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.store.OwnedStore;
import org.tuttlenetwork.lightweb.mesh.store.SetupKeyStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredKey;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes one-off setup keys, and deletes them once they were used or are over. */
public final class SetupKeyMaker {
    private static final Logger LOG = LoggerFactory.getLogger(SetupKeyMaker.class);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration SHORTEST_FOR_DEVICE = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Database database;
    private final Netbird netbird;
    private final Clock clock;
    private final RetiredKeys retired;
    private final FragmentStore fragments = new FragmentStore();
    private final OwnedStore owned = new OwnedStore();
    private final SetupKeyStore keys = new SetupKeyStore();

    public SetupKeyMaker(Database database, Netbird netbird, Clock clock) {
        this.database = database;
        this.netbird = netbird;
        this.retired = new RetiredKeys(database, netbird);
        this.clock = clock;
    }

    public String create(String name, String foreignGroup, Duration validity) {
        requireWithin(validity, SHORTEST, "A setup key is valid for 1 hour to 7 days");
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
            Instant expires = clock.instant().plus(validity);
            return make(name, group.id(), validity, (tx, nonce) -> keys.begin(tx, nonce, expires));
        } catch (NetbirdException e) {
            throw refused(e);
        }
    }

    /**
     * Makes a key for a declared device, instead of those that were made before.
     *
     * @throws LightWebException as {@link org.tuttlenetwork.lightweb.api.mesh.Mesh#setupKey} says
     */
    public DeviceKey createFor(ObjectKey device, URI server, Duration validity) {
        requireWithin(
                validity, SHORTEST_FOR_DEVICE, "A device's key is valid for 10 minutes to 7 days");
        KeyedDevice declared = declared(device);
        String group =
                database.read(tx -> owned.netbirdId(tx, device))
                        .orElseThrow(SetupKeyMaker::notReady);
        try {
            if (!netbird.peersOf(group).isEmpty()) {
                throw LightWebException.conflict(
                                "This device has come already. Remove it to begin anew. Nothing was"
                                        + " changed.")
                        .because("device-came");
            }
            retired.of(device);
            Instant expires = clock.instant().plus(validity);
            String key =
                    make(
                            declared.displayName(),
                            group,
                            validity,
                            (tx, nonce) -> keys.begin(tx, nonce, expires, device));
            if (database.read(tx -> find(tx, device)).isEmpty()) {
                // Taken back meanwhile: nobody gets the key.
                retired.of(device);
                throw notDeclared();
            }
            return new DeviceKey(key, server, expires);
        } catch (NetbirdException e) {
            throw refused(e);
        }
    }

    private static void requireWithin(Duration validity, Duration shortest, String rule) {
        if (validity.compareTo(shortest) < 0 || validity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(rule);
        }
    }

    private KeyedDevice declared(ObjectKey device) {
        return database.read(tx -> find(tx, device)).orElseThrow(SetupKeyMaker::notDeclared);
    }

    private Optional<KeyedDevice> find(Transaction transaction, ObjectKey device) {
        return fragments
                .find(transaction, device.feature(), device.fragment())
                .filter(stored -> !stored.withdrawn())
                .flatMap(
                        stored ->
                                stored.fragment().devices().stream()
                                        .filter(one -> one.key().equals(device.key()))
                                        .findFirst());
    }

    private String make(String name, String group, Duration validity, Begin begin)
            throws NetbirdException {
        // Stored first, so that a key whose id a crash loses is found and deleted all the
        // same.
        String nonce = Nonces.next();
        database.write(
                tx -> {
                    begin.store(tx, nonce);
                    return nonce;
                });
        Netbird.SetupKey key =
                netbird.createSetupKey(name + " " + Owned.mark(nonce), group, validity);
        if (!database.write(tx -> keys.own(tx, nonce, key.id()))) {
            // Taken back while it was made: nobody gets it, and no group stays for its sake.
            netbird.deleteSetupKey(key.id());
            throw notDeclared();
        }
        return key.key();
    }

    private static LightWebException refused(NetbirdException e) {
        return e.isUnreachable()
                ? new LightWebException(
                        ProblemType.UNAVAILABLE,
                        "NetBird does not answer now. No setup key was handed out. Try again in a"
                                + " moment.",
                        e)
                : new LightWebException(
                        ProblemType.UPSTREAM,
                        "NetBird refuses to make a setup key. No setup key was handed out.",
                        e);
    }

    private static LightWebException notReady() {
        return new LightWebException(
                        ProblemType.UNAVAILABLE,
                        "NetBird does not know this device yet. Try again in a moment.")
                .because("device-not-ready");
    }

    private static LightWebException notDeclared() {
        return LightWebException.notFound("There is no such device any more.").because("no-device");
    }

    /**
     * Deletes keys of ours that were used or are over, and those that nobody ever got.
     *
     * @return whether there was one: then somebody may have come by it
     */
    public boolean deleteSpent() {
        List<StoredKey> ours = database.read(keys::all);
        if (ours.isEmpty()) {
            return false;
        }
        boolean any = false;
        try {
            List<Netbird.ListedKey> listed = netbird.setupKeys();
            for (StoredKey key : ours) {
                any |= deleteIfSpent(key, listed);
            }
        } catch (NetbirdException e) {
            LOG.warn("Spent setup keys stay until NetBird answers again: {}", e.getMessage());
        }
        return any;
    }

    private boolean deleteIfSpent(StoredKey key, List<Netbird.ListedKey> listed)
            throws NetbirdException {
        boolean over = clock.instant().isAfter(key.expires());
        Optional<Netbird.ListedKey> there = listed.stream().filter(one -> is(key, one)).findFirst();
        if (there.isPresent() && (over || !there.get().usable())) {
            netbird.deleteSetupKey(there.get().id());
        } else if (there.isPresent() || !over) {
            return false;
        }
        database.write(
                tx -> {
                    keys.forget(tx, key);
                    return key;
                });
        return true;
    }

    private static boolean is(StoredKey key, Netbird.ListedKey listed) {
        return key.netbirdId().isEmpty()
                ? listed.name().endsWith(Owned.mark(key.nonce()))
                : listed.id().equals(key.netbirdId());
    }

    /** Remembers that a key is about to be made. */
    @FunctionalInterface
    private interface Begin {
        void store(Transaction transaction, String nonce);
    }
}
