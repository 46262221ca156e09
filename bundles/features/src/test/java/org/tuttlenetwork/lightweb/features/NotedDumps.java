// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes which schemas were to be dumped; persistence tests the dumps themselves. */
final class NotedDumps implements SchemaDumps {
    final List<String> made = new CopyOnWriteArrayList<>();
    private final List<SchemaDump> kept = new CopyOnWriteArrayList<>();

    /** The migrations that a schema had had, by dump. */
    private final Map<UUID, String> held = new ConcurrentHashMap<>();

    volatile boolean damaged;

    @Override
    public SchemaDump dump(FeatureId feature, SchemaDump.Reason reason) {
        made.add(reason + " " + feature);
        Instant now = Instant.now();
        SchemaDump dump = new SchemaDump(UUID.randomUUID(), feature, reason, now, now, 0, 0, 0, "");
        kept.addFirst(dump);
        held.put(dump.id(), System.getProperty(migrated(feature), ""));
        return dump;
    }

    @Override
    public Set<String> migrations(FeatureId feature) {
        String applied = System.getProperty(migrated(feature), "");
        return applied.isEmpty() ? Set.of() : Set.of(applied.split(" "));
    }

    @Override
    public SchemaDump purge(FeatureId feature) {
        if (System.getProperty(migrated(feature)) == null) {
            throw LightWebException.notFound("It has no schema.");
        }
        SchemaDump dump = dump(feature, SchemaDump.Reason.PURGE);
        System.clearProperty(migrated(feature));
        return dump;
    }

    @Override
    public List<SchemaDump> list() {
        return List.copyOf(kept);
    }

    @Override
    public void restore(UUID dump, boolean replace) {
        FeatureId feature =
                kept.stream()
                        .filter(one -> one.id().equals(dump))
                        .map(SchemaDump::feature)
                        .findFirst()
                        .orElseThrow(() -> LightWebException.notFound("There is no such dump."));
        if (damaged) {
            throw new LightWebException(ProblemType.INVALID, "It is damaged.");
        }
        made.add("restored " + feature);
        System.setProperty(migrated(feature), held.getOrDefault(dump, ""));
    }

    private static String migrated(FeatureId feature) {
        return Sample.migrated("sample." + feature);
    }
}
