// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import java.time.Instant;
import java.util.UUID;

/**
 * That this database was restored from a backup, and that nobody has released what follows from it.
 *
 * @param id of this restore
 * @param restoredAt what was asked for after this instant is of people who saw the restored state
 * @param madeAt when the backup was made: what the database holds is of then
 */
public record Restoration(UUID id, Instant restoredAt, Instant madeAt) {}
