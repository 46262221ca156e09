// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.IslandDevice;
import org.tuttlenetwork.lightweb.islands.IslandFragment;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandSettings;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.invite.LinkSecret;
import org.tuttlenetwork.lightweb.islands.invite.SecretHashes;
import org.tuttlenetwork.lightweb.islands.store.DeviceStore;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What members do with devices that come without a login: bring one, see what became of it, send it
 * away. Whoever brings one answers for it.
 */
@Component(service = DeviceService.class)
public final class DeviceService {
    static final String PREFIX = "lwd_";

    private final Database database;
    private final Directory directory;
    private final Mesh mesh;
    private final IslandService islands;
    private final IslandWriter writer;
    private final SecretHashes hashes;
    private final IslandSettings settings;
    private final DeviceStore store = new DeviceStore();

    @Activate
    public DeviceService(
            @Reference Database database,
            @Reference Directory directory,
            @Reference Mesh mesh,
            @Reference IslandService islands,
            @Reference IslandWriter writer,
            @Reference SecretHashes hashes,
            @Reference IslandSettings settings) {
        this.database = database;
        this.directory = directory;
        this.mesh = mesh;
        this.islands = islands;
        this.writer = writer;
        this.hashes = hashes;
        this.settings = settings;
    }

    /**
     * Brings a device: it has a place in the mesh from now on, and a link that is exchanged once
     * for the setup key that it comes by.
     *
     * @return with the link's secret, which nobody can read again
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN for guests; INVALID for a
     *     wish that breaks a rule; CONFLICT where the caller answers for too many
     */
    public Linked add(Caller caller, String slug, DeviceWish wish, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        Instant now = writer.now();
        wish.require(now);
        String secret = LinkSecret.next(PREFIX);
        IslandDevice device =
                new IslandDevice(
                        // Random: a time in it would be in every place that names the device.
                        UUID.randomUUID(),
                        island.id(),
                        wish.name(),
                        caller.user(),
                        now,
                        wish.until(),
                        now,
                        now.plus(wish.linkLifetime()),
                        Optional.empty());
        return database.write(
                tx -> {
                    LockedIsland locked = writer.lock(tx, island);
                    requireSponsor(locked, caller);
                    settings.requireAnotherDevice(
                            store.of(tx, island.id()).stream()
                                    .filter(one -> one.sponsor().equals(caller.user()))
                                    .count());
                    store.add(tx, device, hashes.ofDevice(secret));
                    DeviceEnd.enqueue(tx, device);
                    writer.declare(tx, island, locked.holders().members());
                    written(tx, island, device, reason(caller, requestId), "added");
                    return new Linked(island, device, secret);
                });
    }

    /**
     * The devices that the caller may see: those that they answer for, and for who manages members
     * all.
     *
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public List<Shown> list(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        MemberRole role = islands.role(caller.user(), island).orElse(MemberRole.GUEST);
        List<IslandDevice> devices =
                database.read(tx -> store.of(tx, island.id())).stream()
                        .filter(
                                device ->
                                        device.sponsor().equals(caller.user())
                                                || role.mayManage(MemberRole.GUEST))
                        .toList();
        Set<UserId> sponsors = new HashSet<>();
        devices.forEach(device -> sponsors.add(device.sponsor()));
        Map<UserId, String> names = new HashMap<>();
        for (Person person : directory.people(sponsors)) {
            names.put(person.id(), person.displayName());
        }
        return devices.stream()
                .map(
                        device ->
                                new Shown(
                                        device,
                                        names.getOrDefault(device.sponsor(), ""),
                                        mesh.device(
                                                IslandFragment.name(island.id()), device.key())))
                .toList();
    }

    /**
     * Sends a device away: it is cut off at once, and deleted from NetBird.
     *
     * @throws LightWebException NOT_FOUND where the caller may not see it; FORBIDDEN where they
     *     neither answer for it nor manage who does
     */
    public void remove(Caller caller, String slug, UUID id, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        database.write(
                tx -> {
                    LockedIsland locked = writer.lock(tx, island);
                    locked.requireMember(caller.user());
                    IslandDevice device = require(tx, island, id);
                    if (!device.sponsor().equals(caller.user())) {
                        locked.requireMayManage(
                                caller.user(),
                                locked.holders().role(device.sponsor()).orElse(MemberRole.GUEST));
                    }
                    store.remove(tx, id);
                    writer.declare(tx, island, locked.holders().members());
                    written(tx, island, device, reason(caller, requestId), "removed");
                    return id;
                });
    }

    /**
     * Makes another link for a device that has not come; the one before is none any more.
     *
     * @throws LightWebException NOT_FOUND where the caller does not answer for it; INVALID for a
     *     lifetime that is not allowed; CONFLICT where it has come
     */
    public Linked relink(Caller caller, String slug, UUID id, Duration lifetime, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        if (!DeviceWish.isLinkLifetime(lifetime)) {
            throw LightWebException.invalid("linkMinutes", "10 minutes to 7 days");
        }
        requireNotCome(island, id);
        String secret = LinkSecret.next(PREFIX);
        return database.write(
                tx -> {
                    LockedIsland locked = writer.lock(tx, island);
                    requireSponsor(locked, caller);
                    IslandDevice device = require(tx, island, id);
                    if (!device.sponsor().equals(caller.user())) {
                        throw unknown();
                    }
                    if (device.exchangedAt().isPresent()) {
                        throw LightWebException.conflict(
                                        "Its link was exchanged for a key. Remove the device, and"
                                                + " bring it anew. Nothing was changed.")
                                .because("device-keyed");
                    }
                    Instant now = writer.now();
                    store.relink(tx, id, hashes.ofDevice(secret), now, now.plus(lifetime));
                    written(tx, island, device, reason(caller, requestId), "linked");
                    return new Linked(island, store.find(tx, id).orElseThrow(), secret);
                });
    }

    private static void requireSponsor(LockedIsland locked, Caller caller) {
        locked.requireMember(caller.user());
        if (!maySponsor(locked.holders().role(caller.user()))) {
            throw LightWebException.forbidden("Guests bring no devices of their own. Ask a member.")
                    .because("guests-bring-none");
        }
    }

    /** Whether somebody may answer for a device: any member but guests. */
    static boolean maySponsor(Optional<MemberRole> role) {
        return role.filter(one -> one != MemberRole.GUEST).isPresent();
    }

    private void requireNotCome(IslandRecord island, UUID id) {
        String key = database.read(tx -> require(tx, island, id)).key();
        if (mesh.device(IslandFragment.name(island.id()), key).isPresent()) {
            throw LightWebException.conflict(
                            "This device has come already. Remove it to begin anew. Nothing was"
                                    + " changed.")
                    .because("device-came");
        }
    }

    private IslandDevice require(Transaction transaction, IslandRecord island, UUID id) {
        return store.find(transaction, id)
                .filter(found -> found.island().equals(island.id()))
                .orElseThrow(DeviceService::unknown);
    }

    /** Ends a device whose time is over; nothing where it is gone. */
    void end(UUID id) {
        Optional<IslandDevice> over =
                database.read(tx -> store.find(tx, id))
                        .filter(device -> !writer.now().isBefore(device.until()));
        over.ifPresent(device -> end(device, "the end date has passed"));
    }

    /**
     * Ends devices whose sponsors are out for good: their role is gone in Zitadel, and they are not
     * only locked, which takes the devices' reach and leaves them their place.
     */
    void endAbandoned() {
        for (IslandDevice device : database.read(store::all)) {
            Optional<LockedIsland> seen = database.read(tx -> writer.look(tx, device.island()));
            boolean sponsored =
                    seen.filter(there -> maySponsor(there.holders().role(device.sponsor())))
                            .isPresent();
            boolean locked =
                    directory.person(device.sponsor()).filter(who -> !who.active()).isPresent();
            if (!sponsored && !locked) {
                end(device, "its sponsor is a member no more");
            }
        }
    }

    private void end(IslandDevice device, String why) {
        Reason reason = new Reason(device.sponsor(), why, "");
        database.write(
                tx -> {
                    Optional<LockedIsland> island = writer.lock(tx, device.island());
                    store.remove(tx, device.id());
                    island.ifPresent(
                            there -> {
                                writer.declare(tx, there.island(), there.holders().members());
                                written(tx, there.island(), device, reason, "ended");
                            });
                    return device;
                });
    }

    private static Reason reason(Caller caller, String requestId) {
        return new Reason(caller.user(), "a device", requestId);
    }

    static void written(
            Transaction transaction,
            IslandRecord island,
            IslandDevice device,
            Reason reason,
            String what) {
        Written.to("device:" + device.id(), island, reason, "island.device." + what)
                .is("name", device.name())
                .is("sponsor", device.sponsor())
                .is("until", device.until())
                .in(transaction);
    }

    public static LightWebException unknown() {
        return LightWebException.notFound("There is no such device any more.").because("no-device");
    }

    /**
     * A device and what its link holds.
     *
     * @param secret shown once
     */
    public record Linked(IslandRecord island, IslandDevice device, String secret) {
        /** Never the secret itself: records are logged easily. */
        @Override
        public String toString() {
            return "Linked[" + device + "]";
        }
    }

    /**
     * A device as people see it.
     *
     * @param sponsor the name of who answers for it; empty where nobody knows
     * @param there as NetBird shows it; empty where it has not come, or is gone
     */
    public record Shown(IslandDevice device, String sponsor, Optional<MeshDevice> there) {}
}
