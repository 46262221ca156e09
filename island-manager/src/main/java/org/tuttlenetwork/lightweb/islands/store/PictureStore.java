// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.islands.IslandPicture;

import java.util.Optional;
import java.util.UUID;

/** The pictures of islands. In the transaction that each method is handed. */
public final class PictureStore {
    public Optional<IslandPicture> find(Transaction transaction, UUID island) {
        return Sql.one(
                transaction,
                row -> new IslandPicture(row.getBytes(1), row.getString(2)),
                "select jpeg, hash from picture where island_id = ?",
                island);
    }

    /** The hash alone. */
    public Optional<String> hash(Transaction transaction, UUID island) {
        return Sql.one(
                transaction,
                row -> row.getString(1),
                "select hash from picture where island_id = ?",
                island);
    }

    public void put(Transaction transaction, UUID island, IslandPicture picture) {
        Sql.update(
                transaction,
                "insert into picture (island_id, jpeg, hash) values (?, ?, ?) on conflict"
                        + " (island_id) do update set jpeg = excluded.jpeg, hash = excluded.hash",
                island,
                picture.jpeg(),
                picture.hash());
    }

    /**
     * @return false where there was none
     */
    public boolean remove(Transaction transaction, UUID island) {
        return Sql.update(transaction, "delete from picture where island_id = ?", island) == 1;
    }
}
