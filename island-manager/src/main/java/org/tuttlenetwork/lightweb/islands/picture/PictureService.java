// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.picture;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.IslandPicture;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.store.PictureStore;

import java.util.Optional;

/** An island's picture, which its owners choose and its members see. */
@Component(service = PictureService.class)
public final class PictureService {
    private final Database database;
    private final IslandService islands;
    private final IslandWriter writer;
    private final PictureThread thread = new PictureThread();
    private final PictureStore store = new PictureStore();

    @Activate
    public PictureService(
            @Reference Database database,
            @Reference IslandService islands,
            @Reference IslandWriter writer) {
        this.database = database;
        this.islands = islands;
        this.writer = writer;
    }

    @Deactivate
    void close() {
        thread.stop();
    }

    /**
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public Optional<IslandPicture> picture(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        return database.read(tx -> store.find(tx, island.id()));
    }

    /** The picture of an island for somebody who is invited to it. */
    public Optional<IslandPicture> picture(IslandRecord island) {
        return database.read(tx -> store.find(tx, island.id()));
    }

    /** By what a browser knows whether it has the picture; empty where there is none. */
    public Optional<String> hash(IslandRecord island) {
        return database.read(tx -> store.hash(tx, island.id()));
    }

    /**
     * Chooses a picture.
     *
     * @param file a PNG, JPEG or GIF
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN for who is no owner;
     *     INVALID for what is no picture
     */
    public IslandPicture choose(Caller caller, String slug, byte[] file, String requestId) {
        IslandRecord known = islands.joined(caller, slug);
        // Asked before anything is unpacked, and once more behind the island's lock.
        if (islands.role(caller.user(), known).orElse(MemberRole.GUEST) != MemberRole.OWNER) {
            throw noOwner();
        }
        IslandPicture picture = thread.run(() -> PictureReader.read(file));
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, known);
                    requireOwner(locked, caller);
                    store.put(transaction, known.id(), picture);
                    Reason by = new Reason(caller.user(), "picture", requestId);
                    Written.to(Written.scope(known.id()), known, by, "island.picture.chosen")
                            .in(transaction);
                    writer.publish(transaction, locked.island());
                    return picture;
                });
    }

    /** Takes it away; once, however often. */
    public void remove(Caller caller, String slug, String requestId) {
        IslandRecord known = islands.joined(caller, slug);
        database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, known);
                    requireOwner(locked, caller);
                    boolean there = store.remove(transaction, known.id());
                    if (there) {
                        Reason by = new Reason(caller.user(), "picture", requestId);
                        Written.to(Written.scope(known.id()), known, by, "island.picture.removed")
                                .in(transaction);
                        writer.publish(transaction, locked.island());
                    }
                    return there;
                });
    }

    private static void requireOwner(LockedIsland locked, Caller caller) {
        if (!locked.holders().isOwner(caller.user())) {
            throw noOwner();
        }
    }

    private static LightWebException noOwner() {
        return LightWebException.forbidden("Only an owner chooses an island's picture.")
                .because("owner-pictures");
    }
}
