// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.Agreements;
import org.tuttlenetwork.lightweb.islands.MemberRules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who has agreed to less than an island's rules. In the transaction that each method is handed. */
public final class AgreementStore {
    public Agreements of(Transaction transaction, UUID island) {
        Map<UserId, MemberRules> less = new HashMap<>();
        Sql.query(
                transaction,
                row -> less.put(new UserId(row.getString(1)), MemberRules.parse(row.getString(2))),
                "select user_id, rules from agreed_less where island_id = ?",
                island);
        return new Agreements(less);
    }

    /** The islands to whose rules somebody has agreed less. */
    public List<UUID> lacking(Transaction transaction, UserId user) {
        return Sql.query(
                transaction,
                row -> row.getObject(1, UUID.class),
                "select island_id from agreed_less where user_id = ?",
                user.value());
    }

    /** Keeps these in place of what was there. */
    public void replace(Transaction transaction, UUID island, Agreements agreements) {
        removeAll(transaction, island);
        agreements
                .less()
                .forEach(
                        (user, rules) ->
                                Sql.update(
                                        transaction,
                                        "insert into agreed_less (island_id, user_id, rules) values"
                                                + " (?, ?, ?)",
                                        island,
                                        user.value(),
                                        rules.text()));
    }

    /** Keeps what somebody who goes has agreed to, where it is not less already. */
    public void keep(Transaction transaction, UUID island, UserId user, MemberRules rules) {
        Sql.update(
                transaction,
                "insert into agreed_less (island_id, user_id, rules) values (?, ?, ?) on conflict"
                        + " do nothing",
                island,
                user.value(),
                rules.text());
    }

    /**
     * Notes that somebody agrees to the rules as they are.
     *
     * @return false where they did already
     */
    public boolean agree(Transaction transaction, UUID island, UserId user) {
        return Sql.update(
                        transaction,
                        "delete from agreed_less where island_id = ? and user_id = ?",
                        island,
                        user.value())
                == 1;
    }

    public void removeAll(Transaction transaction, UUID island) {
        Sql.update(transaction, "delete from agreed_less where island_id = ?", island);
    }
}
