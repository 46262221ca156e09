// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Entitlements;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Peer;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Wish;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.devices.store.DeviceStore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The use cases of exit devices: configure one, list mine, remove one. */
@Component(service = DeviceService.class)
public final class DeviceService {
    private static final int ADDRESS_ATTEMPTS = 20;
    private static final Duration KEY_VALIDITY = Duration.ofDays(365);
    private static final long LOOK_MILLIS = 100;

    private final Database database;
    private final Nodes nodes;
    private final Entitlements entitlements;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final DeviceStore store = new DeviceStore();

    @Activate
    public DeviceService(
            @Reference Database database,
            @Reference Nodes nodes,
            @Reference Entitlements entitlements) {
        this(database, nodes, entitlements, Clock.systemUTC());
    }

    DeviceService(Database database, Nodes nodes, Entitlements entitlements, Clock clock) {
        this.database = database;
        this.nodes = nodes;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    /**
     * Makes a device for a user, or finds the one with this key, and places it on a node that fits
     * the wish.
     *
     * @throws LightWebException CONFLICT where no node fits, where there are too many devices,
     *     where the key is another's, or where it has ended
     */
    public Placed configure(UserId user, DeviceName name, WireguardKey key, Wish wish) {
        return entitled(user, () -> place(wish, tx -> own(tx, user, name, key)));
    }

    /** Places a device of the user anew. */
    public Placed configure(UserId user, UUID deviceId, Wish wish) {
        return entitled(user, () -> place(wish, tx -> owned(tx, user, deviceId)));
    }

    /**
     * Asked before and after: who is locked between the two is told of before the placement is
     * there to be taken off.
     */
    private Placed entitled(UserId user, Supplier<Placed> placing) {
        requireEntitled(user);
        Placed placed = placing.get();
        takeOffUnlessEntitled(user);
        requireEntitled(user);
        return placed;
    }

    private Placed place(Wish wish, Database.Work<Device> finding) {
        ListedNode node =
                nodes.pick(wish)
                        .orElseThrow(
                                () ->
                                        LightWebException.conflict(
                                                        "No node that is well fits this wish now."
                                                                + " Wish less, or try again later."
                                                                + " Nothing was changed.")
                                                .because("no-exit-fits"));
        return database.write(
                tx -> {
                    Device device = finding.run(tx);
                    if (device.isEnded(today())) {
                        throw keyEnded();
                    }
                    long version =
                            nodes.place(
                                    tx,
                                    node.id(),
                                    new Peer(device.key().value(), device.allowedIps()));
                    store.place(tx, device.id(), node.id());
                    return new Placed(device.placedOn(node.id()), node, version);
                });
    }

    private Device own(Transaction tx, UserId user, DeviceName name, WireguardKey key) {
        Optional<Device> known = store.byKey(tx, key.value());
        if (known.isPresent()) {
            if (known.get().user().equals(user)) {
                return known.get();
            }
            throw keyInUse();
        }
        // One at a time for each user, or two requests at once would each see room for one.
        store.lock(tx, user);
        if (store.of(tx, user).size() >= entitlements.maxDevices(user)) {
            throw LightWebException.conflict(
                            "You have "
                                    + entitlements.maxDevices(user)
                                    + " devices, the most that you can. Remove one first. Nothing"
                                    + " was changed.")
                    .because("too-many-devices", entitlements.maxDevices(user));
        }
        LocalDate today = today();
        for (int attempt = 0; attempt < ADDRESS_ATTEMPTS; attempt++) {
            Device device =
                    new Device(
                            UUID.randomUUID(),
                            user,
                            name,
                            key,
                            Addresses.random(random),
                            Optional.empty(),
                            today,
                            today.plusDays(KEY_VALIDITY.toDays()));
            if (store.add(tx, device)) {
                return device;
            }
            // The key may have come in by another request meanwhile: other addresses do not help.
            if (store.byKey(tx, key.value()).isPresent()) {
                throw keyInUse();
            }
        }
        throw LightWebException.conflict(
                        "No free address was found. Tell an administrator. Nothing was changed.")
                .because("no-address");
    }

    private static LightWebException keyInUse() {
        return LightWebException.conflict(
                        "device.publicKey: in use. Make another on the device. Nothing was"
                                + " changed.")
                .because("key-in-use");
    }

    private static LightWebException keyEnded() {
        return LightWebException.conflict(
                        "The device's key has ended. Remove the device, make another key on it and"
                                + " set it up anew. Nothing was changed.")
                .because("key-ended");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Device owned(Transaction tx, UserId user, UUID id) {
        return store.find(tx, id)
                .filter(device -> device.user().equals(user))
                .orElseThrow(DeviceService::unknown);
    }

    /** The devices of a user, by name. */
    public List<Device> of(UserId user) {
        return database.read(tx -> store.of(tx, user));
    }

    /** How a device stands now. */
    public Standing standing(Device device) {
        if (device.isEnded(today())) {
            return Standing.KEY_ENDED;
        }
        if (device.node().isPresent()) {
            return Standing.PLACED;
        }
        return entitlements.mayUseExit(device.user()) ? Standing.UNPLACED : Standing.NOT_ENTITLED;
    }

    /**
     * Takes all devices of somebody who may not use the exit now off their nodes. They stay, with
     * their addresses, to be configured again.
     */
    void takeOffUnlessEntitled(UserId user) {
        if (!entitlements.mayUseExit(user)) {
            database.read(tx -> store.placed(tx, user)).forEach(this::takeOff);
        }
    }

    /** Takes the devices whose key has ended off their nodes. */
    void takeOffEnded() {
        database.read(tx -> store.ended(tx, today())).forEach(this::takeOff);
    }

    Set<UserId> placedUsers() {
        return database.read(store::placedUsers);
    }

    /** One in a transaction: two nodes that are locked at once could meet another's two. */
    private void takeOff(UUID id) {
        database.write(
                tx -> {
                    Optional<Device> device = store.find(tx, id);
                    device.ifPresent(
                            found -> {
                                nodes.remove(tx, found.key().value());
                                store.unplace(tx, id);
                            });
                    return device;
                });
    }

    /** Renames a device. */
    public Device rename(UserId user, UUID id, DeviceName name) {
        return database.write(
                tx -> {
                    Device device = owned(tx, user, id);
                    store.rename(tx, device.id(), name);
                    return device.named(name);
                });
    }

    /** Removes a device: its node takes it off, its addresses are free. */
    public void remove(UserId user, UUID id) {
        database.write(
                tx -> {
                    Device device = owned(tx, user, id);
                    nodes.remove(tx, device.key().value());
                    store.remove(tx, device.id());
                    return device;
                });
    }

    /**
     * Waits until the node has said that it applied a version.
     *
     * @return whether it has
     */
    public boolean isApplied(Placed placed, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (nodes.appliedVersion(placed.node().id()) < placed.version()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        return true;
    }

    /** The configuration file for a placed device. */
    public String file(Placed placed) {
        return WireguardFile.of(placed.device(), placed.node(), nodes.dns());
    }

    private void requireEntitled(UserId user) {
        if (!entitlements.mayUseExit(user)) {
            throw LightWebException.forbidden("Your account does not include the exit.")
                    .because("not-entitled");
        }
    }

    private static LightWebException unknown() {
        return LightWebException.notFound("There is no such device.").because("no-device");
    }

    /**
     * A device on its node.
     *
     * @param version the node's configuration version that carries it
     */
    public record Placed(Device device, ListedNode node, long version) {}
}
