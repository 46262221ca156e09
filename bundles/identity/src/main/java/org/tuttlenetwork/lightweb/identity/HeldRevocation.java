// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.Hints.HeldRow;

import java.util.Optional;

/**
 * A revocation that waits, and whom it is about.
 *
 * @param row what waits
 * @param user whom it takes from; empty for a role, and where nobody knows
 * @param person the same as the local view knows them
 * @param holders how many people have the role; 0 unless it is one
 */
public record HeldRevocation(
        HeldRow row, Optional<UserId> user, Optional<Person> person, int holders) {}
