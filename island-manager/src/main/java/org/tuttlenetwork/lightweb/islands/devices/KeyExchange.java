// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.IslandDevice;
import org.tuttlenetwork.lightweb.islands.IslandFragment;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.invite.LinkSecret;
import org.tuttlenetwork.lightweb.islands.invite.SecretHashes;
import org.tuttlenetwork.lightweb.islands.store.DeviceStore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Exchanges a device's link for the setup key that it comes by, once. Whoever has the link needs no
 * login: that is what it is for.
 */
@Component(service = KeyExchange.class)
public final class KeyExchange {
    /** For typing it in: then it is over. */
    private static final Duration KEY_LIFETIME = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Directory directory;
    private final Mesh mesh;
    private final IslandWriter writer;
    private final SecretHashes hashes;
    private final RestoreBrake brake;
    private final DeviceStore store = new DeviceStore();

    @Activate
    public KeyExchange(
            @Reference Database database,
            @Reference Directory directory,
            @Reference Mesh mesh,
            @Reference IslandWriter writer,
            @Reference SecretHashes hashes,
            @Reference RestoreBrake brake) {
        this.database = database;
        this.directory = directory;
        this.mesh = mesh;
        this.writer = writer;
        this.hashes = hashes;
        this.brake = brake;
    }

    /**
     * What a link is to, before it is exchanged; using nothing up.
     *
     * @throws LightWebException NOT_FOUND for none; GONE for one that was used or is over
     */
    public Welcome look(String secret) {
        Optional<Restoration> held = brake.held();
        UUID id = find(secret);
        Welcome welcome = database.read(tx -> open(tx, id, writer.look(tx, island(tx, id)), held));
        // Not in the transaction: the directory takes a connection of its own.
        String sponsor =
                directory.person(welcome.device().sponsor()).map(Person::displayName).orElse("");
        return welcome.by(sponsor);
    }

    /**
     * Exchanges a link. Where nothing comes of it, it can be tried again.
     *
     * @throws LightWebException as for looking; UNAVAILABLE where NetBird does not answer, or does
     *     not know the device yet
     */
    public DeviceKey exchange(String secret, String requestId) {
        Optional<Restoration> held = brake.held();
        UUID id = find(secret);
        Instant now = writer.now();
        Welcome welcome =
                database.write(
                        tx -> {
                            Welcome open = open(tx, id, writer.lock(tx, island(tx, id)), held);
                            // First, so that two at once do not get a key each.
                            if (!store.exchange(tx, id, now)) {
                                throw over();
                            }
                            return open;
                        });
        DeviceKey key = key(welcome, now);
        Reason reason = new Reason(welcome.device().sponsor(), "by its link", requestId);
        database.write(
                tx -> {
                    DeviceService.written(tx, welcome.island(), welcome.device(), reason, "keyed");
                    return id;
                });
        return key;
    }

    private DeviceKey key(Welcome welcome, Instant exchanged) {
        String fragment = IslandFragment.name(welcome.island().id());
        try {
            mesh.await(fragment, PATIENCE);
            return mesh.setupKey(fragment, welcome.device().key(), KEY_LIFETIME);
        } catch (RuntimeException nothingCameOfIt) {
            database.write(
                    tx -> {
                        store.reopen(tx, welcome.device().id(), exchanged);
                        return welcome;
                    });
            throw nothingCameOfIt;
        }
    }

    private UUID find(String secret) {
        if (!LinkSecret.isFormed(DeviceService.PREFIX, secret.strip())) {
            throw DeviceService.unknown();
        }
        return database.read(tx -> store.bySecret(tx, hashes.ofDevice(secret.strip())))
                .map(IslandDevice::id)
                .orElseThrow(DeviceService::unknown);
    }

    private UUID island(Transaction transaction, UUID id) {
        return store.find(transaction, id).orElseThrow(DeviceService::unknown).island();
    }

    private Welcome open(
            Transaction transaction,
            UUID id,
            Optional<LockedIsland> island,
            Optional<Restoration> held) {
        LockedIsland there = island.orElseThrow(DeviceService::unknown);
        IslandDevice device = store.find(transaction, id).orElseThrow(DeviceService::unknown);
        // Of a restored state nobody knows what was used or taken back since.
        boolean restored =
                held.filter(one -> device.linkedAt().isBefore(one.restoredAt())).isPresent();
        boolean sponsored = DeviceService.maySponsor(there.holders().role(device.sponsor()));
        if (restored || !sponsored || !device.isOpen(writer.now())) {
            throw over();
        }
        return new Welcome(there.island(), device, "");
    }

    private static LightWebException over() {
        return new LightWebException(
                        ProblemType.GONE,
                        "This link was used or is over. Ask who gave it to you for another.")
                .because("device-link-over");
    }

    /**
     * What a link is to.
     *
     * @param sponsor the name of who answers for the device
     */
    public record Welcome(IslandRecord island, IslandDevice device, String sponsor) {
        Welcome by(String name) {
            return new Welcome(island, device, name);
        }
    }
}
