// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.util.List;
import java.util.UUID;

/** Which names islands have. In the transaction that each method is handed. */
public final class NamesStore {
    /** Whether an island's zone names its members' devices. */
    public boolean namesDevices(Transaction transaction, UUID island) {
        return Sql.one(
                        transaction,
                        row -> row.getBoolean(1),
                        "select devices from island_names where island_id = ?",
                        island)
                .orElse(false);
    }

    public void nameDevices(Transaction transaction, UUID island, boolean devices) {
        Sql.update(
                transaction,
                "insert into island_names (island_id, devices) values (?, ?) on conflict"
                        + " (island_id) do update set devices = excluded.devices",
                island,
                devices);
    }

    /** Remembers under which domain an island's zone was declared. */
    public void declared(Transaction transaction, UUID island, String domain) {
        Sql.update(
                transaction,
                "insert into island_names (island_id, domain) values (?, ?) on conflict (island_id)"
                        + " do update set domain = excluded.domain where island_names.domain <>"
                        + " excluded.domain",
                island,
                domain);
    }

    /** Whether it was declared under another domain. */
    public boolean isElsewhere(Transaction transaction, UUID island, String domain) {
        String declared =
                Sql.one(
                                transaction,
                                row -> row.getString(1),
                                "select domain from island_names where island_id = ?",
                                island)
                        .orElse("");
        return !declared.equals(domain);
    }

    /** The islands that were declared under another domain, or before there were any. */
    public List<UUID> elsewhere(Transaction transaction, String domain) {
        return Sql.query(
                transaction,
                row -> row.getObject(1, UUID.class),
                "select i.id from island i left join island_names n on n.island_id = i.id where"
                        + " i.state = 'ACTIVE' and coalesce(n.domain, '') <> ?",
                domain);
    }

    public void remove(Transaction transaction, UUID island) {
        Sql.update(transaction, "delete from island_names where island_id = ?", island);
    }
}
