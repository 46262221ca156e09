// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.time.Instant;
import java.util.UUID;

/**
 * A dump of one feature's schema, kept in PostgreSQL.
 *
 * @param id its id
 * @param feature whose schema
 * @param reason why it was made
 * @param madeAt of which instant it is
 * @param keptUntil when it is forgotten
 * @param tables how many tables it holds
 * @param rows how many rows, of all tables
 * @param bytes how large it is, compressed
 * @param sha256 of its bytes, in hex
 */
public record SchemaDump(
        UUID id,
        FeatureId feature,
        Reason reason,
        Instant madeAt,
        Instant keptUntil,
        int tables,
        long rows,
        long bytes,
        String sha256) {
    /** Why a dump was made. */
    public enum Reason {
        /** The feature was removed with its data (DECISIONS 2.4). */
        PURGE,
        /** A migration that nothing can undo was about to run (DECISIONS 2.3). */
        MIGRATION,
        /** Another dump took the place of the data. */
        RESTORE
    }
}
