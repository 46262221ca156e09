// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which place belongs to which feature, from its first installation until it is purged (DECISIONS
 * 2.6). Stateless; the caller brings the transaction.
 */
public final class PlaceStore {
    /**
     * Gives places to a feature.
     *
     * @throws LightWebException CONFLICT where one is another's by now
     */
    public void take(Transaction transaction, String feature, Collection<String> places) {
        for (String place : places) {
            Sql.update(
                    transaction,
                    "insert into place (place, feature) values (?, ?) on conflict do nothing",
                    place,
                    feature);
            Sql.one(
                            transaction,
                            rows -> rows.getString(1),
                            "select feature from place where place = ?",
                            place)
                    .filter(owner -> !owner.equals(feature))
                    .ifPresent(
                            owner -> {
                                throw LightWebException.conflict(
                                        "Nothing was changed: %s belongs to %s since a moment ago."
                                                .formatted(place, owner));
                            });
        }
    }

    /** All places with whom they belong to. */
    public Map<String, String> all(Transaction transaction) {
        Map<String, String> owners = new HashMap<>();
        Sql.query(
                transaction,
                rows -> owners.put(rows.getString(1), rows.getString(2)),
                "select place, feature from place");
        return owners;
    }

    /** Gives a feature's places free. */
    public void giveUp(Transaction transaction, String feature) {
        Sql.update(transaction, "delete from place where feature = ?", feature);
    }
}
