// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes which schemas were to be dumped; persistence tests the dumps themselves. */
final class NotedDumps implements SchemaDumps {
    final List<String> made = new CopyOnWriteArrayList<>();
    private final List<SchemaDump> kept = new CopyOnWriteArrayList<>();

    @Override
    public SchemaDump dump(FeatureId feature, SchemaDump.Reason reason) {
        made.add(reason + " " + feature);
        Instant now = Instant.now();
        SchemaDump dump = new SchemaDump(UUID.randomUUID(), feature, reason, now, now, 0, 0, 0, "");
        kept.addFirst(dump);
        return dump;
    }

    @Override
    public Set<String> migrations(FeatureId feature) {
        String applied = System.getProperty(Sample.migrated("sample." + feature), "");
        return applied.isEmpty() ? Set.of() : Set.of(applied.split(" "));
    }

    @Override
    public SchemaDump purge(FeatureId feature) {
        if (System.clearProperty(Sample.migrated("sample." + feature)) == null) {
            throw LightWebException.notFound("It has no schema.");
        }
        return dump(feature, SchemaDump.Reason.PURGE);
    }

    @Override
    public List<SchemaDump> list() {
        return List.copyOf(kept);
    }

    @Override
    public void restore(UUID dump) {
        made.add("restored " + dump);
    }
}
