// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.islands.store.DeviceStore;
import org.tuttlenetwork.lightweb.islands.store.HandoverStore;
import org.tuttlenetwork.lightweb.islands.store.InvitationStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.NamesStore;
import org.tuttlenetwork.lightweb.islands.store.NoteStore;
import org.tuttlenetwork.lightweb.islands.store.RescueStore;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings every island whose declared members are not those of the directory into line with it, and
 * those with a change of role or an end that nothing has settled. Changes reach the mesh by the
 * feed; this is for what the feed does not tell any more, as after more days without this feature
 * than the feed is kept.
 */
@Component(service = RecurringTask.class)
public final class Alignment implements RecurringTask {
    private static final Logger LOG = LoggerFactory.getLogger(Alignment.class);
    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final Duration KEPT_AFTER_ITS_END = Duration.ofDays(60);

    private final IslandService islands;
    private final Directory directory;
    private final Database database;
    private final RestoreBrake brake;
    private final IslandSettings settings;
    private final Clock clock;
    private final IslandStore store = new IslandStore();
    private final NoteStore notes = new NoteStore();
    private final InvitationStore invitations = new InvitationStore();
    private final HandoverStore handovers = new HandoverStore();
    private final RescueStore rescues = new RescueStore();
    private final DeviceStore devices = new DeviceStore();
    private final NamesStore names = new NamesStore();

    @Activate
    public Alignment(
            @Reference IslandService islands,
            @Reference Directory directory,
            @Reference Database database,
            @Reference RestoreBrake brake,
            @Reference IslandSettings settings) {
        this(islands, directory, database, brake, settings, Clock.systemUTC());
    }

    Alignment(
            IslandService islands,
            Directory directory,
            Database database,
            RestoreBrake brake,
            IslandSettings settings,
            Clock clock) {
        this.islands = islands;
        this.directory = directory;
        this.database = database;
        this.brake = brake;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "align-members";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        Map<String, Set<UserId>> held = held();
        Map<UUID, IslandStore.Declared> declared = database.read(store::declared);
        List<UUID> apart =
                declared.entrySet().stream()
                        .filter(
                                entry ->
                                        !entry.getValue()
                                                .members()
                                                .equals(
                                                        held.getOrDefault(
                                                                entry.getValue().slug(), Set.of())))
                        .map(Map.Entry::getKey)
                        .toList();
        Set<UUID> all = new HashSet<>(apart);
        all.addAll(database.read(tx -> notes.unsettled(tx, clock.instant())));
        all.addAll(database.read(handovers::accepted));
        all.addAll(database.read(tx -> names.elsewhere(tx, settings.domain())));
        brake.held().ifPresent(this::afterRestore);
        database.write(
                tx -> invitations.removeEnded(tx, clock.instant().minus(KEPT_AFTER_ITS_END)));
        // What changed since the reading is read again behind the island's lock.
        all.forEach(islands::align);
        if (!apart.isEmpty()) {
            LOG.info("Members of {} islands were declared anew", apart.size());
        }
    }

    /** Nobody knows what was taken back between the backup and the restore. */
    private void afterRestore(Restoration restoration) {
        database.write(
                tx -> {
                    handovers.removeOffered(tx, restoration.restoredAt());
                    devices.useUpOlder(tx, restoration.restoredAt());
                    rescues.removeAnnounced(tx, restoration.restoredAt());
                    return invitations.revokeOlder(tx, restoration.restoredAt(), clock.instant());
                });
    }

    /** Who is a member, by slug. */
    private Map<String, Set<UserId>> held() {
        Map<String, Set<UserId>> held = new HashMap<>();
        directory
                .holders("island:")
                .forEach((user, roles) -> roles.forEach(role -> add(held, user, role)));
        return held;
    }

    private static void add(Map<String, Set<UserId>> held, UserId user, RoleKey role) {
        role.island()
                .filter(part -> MemberRole.ofKey(part.role()).isPresent())
                .ifPresent(
                        part -> held.computeIfAbsent(part.slug(), _ -> new HashSet<>()).add(user));
    }
}
