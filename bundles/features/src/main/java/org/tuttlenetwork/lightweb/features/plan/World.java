// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.plan;

import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.Rollout;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan is made from beside the archive, read once: if any of it changes, the plan is
 * another.
 *
 * @param installed the feature as committed
 * @param rollout what is on its way of it
 * @param schema what migrations did to its schema
 * @param before the archive's content of the version that runs; empty where nothing does
 * @param kept the digest of the description kept under the archive's version; empty where there is
 *     none
 * @param objections what rooms, the host and other features say against it, in words
 * @param notice who would notice, in words
 */
public record World(
        Optional<InstalledFeature> installed,
        Optional<Rollout> rollout,
        Schema schema,
        Optional<Before> before,
        Optional<String> kept,
        List<String> objections,
        List<String> notice) {
    public World {
        objections = List.copyOf(objections);
        notice = List.copyOf(notice);
    }

    /**
     * What migrations did to the schema, whether or not anything of the feature runs now.
     *
     * @param applied those that have run
     * @param forGood those of them that cannot be undone
     */
    public record Schema(Set<String> applied, Set<String> forGood) {
        /** There is none yet. */
        public static final Schema NONE = new Schema(Set.of(), Set.of());

        public Schema {
            applied = Set.copyOf(applied);
            forGood = Set.copyOf(forGood);
        }

        /** Whether a version with these migrations can work with it. */
        boolean suits(Collection<String> migrations) {
            return MigrationScripts.normal(migrations).containsAll(forGood);
        }
    }

    /**
     * The version that runs.
     *
     * @param version which
     * @param bundles symbolic name and digest of each bundle
     * @param declaration what it asked for
     */
    public record Before(
            String version,
            List<String> bundles,
            org.tuttlenetwork.lightweb.features.archive.Declaration declaration) {
        public Before {
            bundles = List.copyOf(bundles);
        }

        /** How a bundle is told from others. */
        public static String bundle(String symbolicName, String sha256) {
            return symbolicName + " " + sha256;
        }
    }

    /** Whether anybody may go on with this archive as far as the feature's own life goes. */
    Optional<String> underWay(FeatureArchive archive) {
        return rollout.map(
                way -> way.version().equals(archive.version().toString()) ? "same" : way.version());
    }
}
