// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Optional;

/**
 * Somebody who is let in.
 *
 * @param user who
 * @param role as what
 * @param addedBy who added or invited them
 * @param until when it ends by itself, and who said so
 */
public record Newcomer(UserId user, MemberRole role, UserId addedBy, Optional<Note.By> until) {}
