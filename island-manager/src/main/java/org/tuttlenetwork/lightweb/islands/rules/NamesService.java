// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rules;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.IslandNames;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandSettings;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.store.NamesStore;

/** Whether an island's members' devices have names, which its owners decide. */
@Component(service = NamesService.class)
public final class NamesService {
    private final Database database;
    private final IslandService islands;
    private final IslandWriter writer;
    private final IslandSettings settings;
    private final NamesStore store = new NamesStore();

    @Activate
    public NamesService(
            @Reference Database database,
            @Reference IslandService islands,
            @Reference IslandWriter writer,
            @Reference IslandSettings settings) {
        this.database = database;
        this.islands = islands;
        this.writer = writer;
        this.settings = settings;
    }

    /**
     * The names of an island; without a domain where there are none.
     *
     * @return its own zone's domain, and whether devices have names in it
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public IslandNames names(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        if (settings.domain().isEmpty()) {
            return IslandNames.NONE;
        }
        boolean devices = database.read(tx -> store.namesDevices(tx, island.id()));
        return new IslandNames(island.slug() + "." + settings.domain(), devices);
    }

    /**
     * Names the members' devices, or stops it.
     *
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN for who is no owner;
     *     CONFLICT where islands have no names here
     */
    public void nameDevices(Caller caller, String slug, boolean devices, String requestId) {
        IslandRecord known = islands.joined(caller, slug);
        Reason by = new Reason(caller.user(), "names of devices", requestId);
        database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, known);
                    if (!locked.holders().isOwner(caller.user())) {
                        throw LightWebException.forbidden(
                                        "Only an owner decides whether devices have names.")
                                .because("owner-names");
                    }
                    if (settings.domain().isEmpty()) {
                        throw LightWebException.conflict(
                                        "This network gives islands no names. Its administrator"
                                                + " sets names_domain. Nothing was changed.")
                                .because("no-names");
                    }
                    IslandRecord island = locked.island();
                    if (store.namesDevices(transaction, island.id()) != devices) {
                        store.nameDevices(transaction, island.id(), devices);
                        writer.declare(transaction, island, locked.holders().members());
                        String action = devices ? "island.names.on" : "island.names.off";
                        Written.to(Written.scope(island.id()), island, by, action).in(transaction);
                    }
                    return devices;
                });
    }
}
