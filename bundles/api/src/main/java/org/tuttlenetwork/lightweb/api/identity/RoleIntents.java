// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks for changes to roles. An intent is a row in the caller's own transaction (DECISIONS 1.2);
 * after the commit it is carried out in Zitadel, retried, and marked. A removal masks the role in
 * {@link Directory} from the commit on and cancels queued grants of the same role; a grant counts
 * once Zitadel confirms it, and asks a person when it could not be written within 15 minutes. Each
 * returns the id of an {@link Operation}.
 */
public interface RoleIntents {
    UUID grant(Transaction transaction, UserId user, RoleKey role, Reason reason);

    UUID revoke(Transaction transaction, UserId user, RoleKey role, Reason reason);

    /**
     * Makes roles of the project: key → display name. Done before any grant of them that is queued
     * later.
     */
    UUID define(Transaction transaction, Map<RoleKey, String> roles, Reason reason);

    /**
     * Takes roles out of the project, and with them out of every grant. Masks them at once for
     * everybody.
     */
    UUID remove(Transaction transaction, List<RoleKey> roles, Reason reason);

    /**
     * Who wants it, and why.
     *
     * @param actor who asks
     * @param text why, for the journal
     * @param requestId the request that asked, for the logs
     */
    record Reason(UserId actor, String text, String requestId) {}
}
