// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The local view of people and roles, reconciled with Zitadel. Reads are from PostgreSQL or memory.
 * The view already masks roles whose removal is asked for (DECISIONS 1.3) and holds none whose
 * grant is not confirmed.
 *
 * <p>Changes appear in the feed under topic {@value #MEMBERSHIP_TOPIC}, key = user id, payload
 * {@code {"user":"…"}}, with {@code "active":false} where the change leaves them locked,
 * deactivated or deleted.
 */
public interface Directory {
    String MEMBERSHIP_TOPIC = "identity.membership";

    Optional<Person> person(UserId user);

    /** Those of the given who are known. */
    List<Person> people(Collection<UserId> users);

    /**
     * Finds an active person by exact login name or verified e-mail; asks Zitadel where the local
     * view does not know them.
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException UNAVAILABLE if Zitadel must
     *     be asked and does not answer
     */
    Optional<Person> findByLogin(String login);

    /**
     * A person by id; asks Zitadel where the local view does not know them.
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException UNAVAILABLE if Zitadel must
     *     be asked and does not answer
     */
    Optional<Person> findById(UserId user);

    /** The effective roles of a user; empty for somebody unknown, locked or deactivated. */
    Set<RoleKey> roles(UserId user);

    /**
     * Who has roles that begin with a prefix.
     *
     * @param prefix for example {@code island:kitchen:}
     * @return by user, the effective roles with that prefix; without users that have none
     */
    Map<UserId, Set<RoleKey>> holders(String prefix);

    /**
     * The same, read in the caller's own transaction: takes no second connection, and sees what
     * this transaction asked for itself and what others have committed meanwhile. For decisions
     * that must be made behind a lock.
     */
    Map<UserId, Set<RoleKey>> holders(Transaction transaction, String prefix);

    /**
     * Whether Zitadel, asked now, has any of some roles, or a grant of one (DECISIONS 1.10).
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException UNAVAILABLE if Zitadel does
     *     not answer
     */
    boolean isInUse(Collection<RoleKey> roles);
}
