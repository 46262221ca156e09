// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import java.time.Instant;

/**
 * Something that was done to a feature.
 *
 * @param feature which
 * @param version which version of it
 * @param action INSTALL, UPDATE, ROLLBACK, REMOVE, PURGE, or START of a host
 * @param outcome LIVE (it works, in its grace period), DONE, REFUSED (nothing was changed),
 *     TAKEN_BACK (what ran before runs again), STOPPED (nothing of it runs; a person chooses)
 * @param detail why refused, taken back or stopped; empty otherwise
 * @param archiveSha256 the archive's digest; empty where none was involved
 * @param actor a user id, {@code deploy} for the folder, or {@code host}
 * @param at when
 */
public record HistoryEntry(
        String feature,
        String version,
        String action,
        String outcome,
        String detail,
        String archiveSha256,
        String actor,
        Instant at) {}
