// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Dumps of single schemas, for the features engine: before an irreversible migration, and before a
 * feature's data is deleted. They lie in PostgreSQL, so that every host has them, and are forgotten
 * after 30 days. Calls take as long as the data is large, and block.
 */
public interface SchemaDumps {
    /**
     * Dumps a feature's schema as of one instant, others may write meanwhile. It has been read back
     * and compared when this returns; where that fails nothing is kept.
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException NOT_FOUND where the feature
     *     has no schema, UNAVAILABLE where the database does not answer
     */
    SchemaDump dump(FeatureId feature, SchemaDump.Reason reason);

    /**
     * Dumps a feature's schema, reads the dump back, and only then drops the schema, its role and
     * the work that waits for the feature: all or nothing. Nobody can write in between. The feature
     * must not run.
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException NOT_FOUND where the feature
     *     has no schema, CONFLICT where somebody still works in it, UNAVAILABLE where the database
     *     does not answer; nothing was dropped then
     */
    SchemaDump purge(FeatureId feature);

    /**
     * The migrations that a feature's schema has had, as Flyway writes their versions: {@code 3},
     * {@code 3.1}; empty where it has no schema.
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException UNAVAILABLE where the
     *     database does not answer
     */
    Set<String> migrations(FeatureId feature);

    /** What is kept, newest first; at most 200. */
    List<SchemaDump> list();

    /**
     * Makes the schema of a dump again, by the migrations that had made it, and fills it. The
     * feature must not run.
     *
     * @param replace whether data that is there is dumped and dropped first, once the dump that
     *     comes in its place has been verified
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException NOT_FOUND where there is no
     *     such dump, CONFLICT where the feature has data that may not be replaced or that somebody
     *     works with, INVALID where the dump is damaged; nothing was changed then. Where it fails
     *     later the message names the dump of what was there
     */
    void restore(UUID dump, boolean replace);
}
