// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.plan.MigrationScripts;
import org.tuttlenetwork.lightweb.features.plan.World.Schema;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.StoredRevision;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What migrations did to a feature's schema, and which versions can still work with it. What ran is
 * asked of the schema itself: a version that was to migrate it may have failed before, and one that
 * is removed or stopped has migrated it all the same.
 */
final class SchemaChanges {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaChanges.class);

    private final FeatureRecords records;
    private final Admission admission;
    private final SchemaDumps dumps;

    /**
     * @param dumps makes a copy of a feature's schema before what cannot be undone
     */
    SchemaChanges(FeatureRecords records, Admission admission, SchemaDumps dumps) {
        this.records = records;
        this.admission = admission;
        this.dumps = dumps;
    }

    /** What migrations did to a feature's schema. */
    Schema of(String feature) {
        Set<String> applied = applied(feature);
        return applied.isEmpty() ? Schema.NONE : new Schema(applied, forGood(feature));
    }

    private Set<String> applied(String feature) {
        return MigrationScripts.normal(dumps.migrations(new FeatureId(feature)));
    }

    /** Those that ran and cannot be undone, by what any kept version says. */
    private Set<String> forGood(String feature) {
        Set<String> forGood = new HashSet<>();
        records.versions(feature).stream()
                .flatMap(version -> records.revision(feature, version).stream())
                .forEach(revision -> forGood.addAll(declared(revision)));
        if (!forGood.isEmpty()) {
            forGood.retainAll(applied(feature));
        }
        return forGood;
    }

    /** Whether a feature's data has gone where a kept version cannot follow. */
    boolean isBeyond(String feature, String version) {
        Set<String> forGood = forGood(feature);
        if (!forGood.isEmpty()) {
            forGood.removeAll(scripts(records.revision(feature, version)));
        }
        return !forGood.isEmpty();
    }

    /** Whether what is installed could not go on any more if this were taken back. */
    boolean isForGood(Rollout rollout) {
        return records.current(rollout.feature())
                .installed()
                .map(InstalledFeature::version)
                .filter(before -> isBeyond(rollout.feature(), before))
                .isPresent();
    }

    /** Copies a feature's schema where a version is about to change it for good. */
    void prepare(Rollout rollout) {
        Set<String> forGood =
                records.revision(rollout.feature(), rollout.version())
                        .map(SchemaChanges.this::declared)
                        .map(HashSet::new)
                        .orElseGet(HashSet::new);
        if (forGood.isEmpty()) {
            return;
        }
        Set<String> applied = applied(rollout.feature());
        forGood.removeAll(applied);
        if (applied.isEmpty() || forGood.isEmpty()) {
            return;
        }
        try {
            dumps.dump(new FeatureId(rollout.feature()), SchemaDump.Reason.MIGRATION);
        } catch (LightWebException e) {
            if (e.type() != ProblemType.NOT_FOUND) {
                throw e;
            }
            LOG.info("{} has no schema yet: there is nothing to dump", rollout.feature());
        }
    }

    private Set<String> declared(StoredRevision revision) {
        return MigrationScripts.normal(admission.described(revision).declaration().irreversible());
    }

    private Set<String> scripts(Optional<StoredRevision> revision) {
        List<byte[]> bundles =
                revision.stream()
                        .flatMap(kept -> kept.bundles().stream())
                        .map(bundle -> records.content(bundle.sha256()))
                        .collect(Collectors.toList());
        return MigrationScripts.normal(MigrationScripts.in(bundles));
    }
}
