// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.UUID;

/**
 * An owner whom an administrator of the network makes, where an island has lost its own.
 *
 * @param candidate a member, or anybody where no member is active
 * @param by the administrator
 * @param why 1 to 200 characters, shown to the members
 * @param askedAt when it was announced
 * @param dueAt when it is done, unless it is stopped
 */
public record Rescue(
        UUID island, UserId candidate, UserId by, String why, Instant askedAt, Instant dueAt) {}
