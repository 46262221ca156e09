// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.plan.Effect;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is held now: written by the writer, read by every host. */
public final class HeldStore {
    private static final String SELECT =
            "select id, effect, kind, feature, fragment, key, name, count, reason, words, since"
                    + " from held";

    /** Makes this all that is held; what was held before keeps its time. */
    public boolean replace(Transaction transaction, List<Held> held, Instant now) {
        Set<String> before =
                new HashSet<>(query(transaction, "select id from held", rows -> rows.getString(1)));
        boolean changed = false;
        for (Held one : held) {
            if (!before.remove(one.effect().id())) {
                insert(transaction, one, now);
                changed = true;
            }
        }
        Object gone = before.toArray(String[]::new);
        // In the order in which an approval locks them.
        int deleted =
                update(
                        transaction,
                        "delete from held where id in (select id from held where id = any (?)"
                                + " order by feature, fragment, id for update)",
                        gone);
        return deleted > 0 || changed;
    }

    private static void insert(Transaction transaction, Held held, Instant now) {
        Effect effect = held.effect();
        ObjectKey key = effect.key();
        update(
                transaction,
                "insert into held (id, effect, kind, feature, fragment, key, name, count, reason,"
                        + " words, since) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id)"
                        + " do nothing",
                effect.id(),
                effect.kind().name(),
                key.kind().name(),
                key.feature(),
                key.fragment(),
                key.key(),
                effect.name(),
                effect.count(),
                held.reason().name(),
                held.words(),
                Timestamp.from(now));
    }

    /**
     * What is held, by feature, fragment and id.
     *
     * @param after the last one of the page before; empty for the first page
     */
    public List<HeldChange> page(Transaction transaction, HeldCursor after, int limit) {
        return query(
                transaction,
                SELECT
                        + " where (feature, fragment, id) > (?, ?, ?) order by feature, fragment,"
                        + " id limit ?",
                HeldStore::change,
                after.feature(),
                after.fragment(),
                after.id(),
                limit);
    }

    /** Those of these changes that are held now, and stay so until the transaction ends. */
    public List<HeldChange> present(Transaction transaction, Set<String> ids) {
        return query(
                transaction,
                SELECT + " where id = any(?) order by feature, fragment, id for share",
                HeldStore::change,
                (Object) ids.toArray(String[]::new));
    }

    private static HeldChange change(ResultSet rows) throws SQLException {
        return new HeldChange(
                new Effect(
                        rows.getString(1),
                        Effect.Kind.valueOf(rows.getString(2)),
                        new ObjectKey(
                                ObjectKey.Kind.valueOf(rows.getString(3)),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6)),
                        rows.getString(7),
                        rows.getInt(8)),
                Held.Reason.valueOf(rows.getString(9)),
                rows.getString(10),
                rows.getTimestamp(11).toInstant());
    }
}
