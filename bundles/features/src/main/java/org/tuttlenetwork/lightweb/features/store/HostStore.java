// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which hosts are there, and what each runs. Stateless; the caller brings the transaction. */
public final class HostStore {
    /** Says that a host is there. */
    public void seen(Transaction transaction, UUID host, Instant now) {
        Sql.update(
                transaction,
                "insert into host (id, seen_at) values (?, ?) on conflict (id) do update set"
                        + " seen_at = excluded.seen_at",
                host,
                now);
    }

    /** Hosts that were seen since an instant. */
    public List<UUID> since(Transaction transaction, Instant instant) {
        return Sql.query(
                transaction,
                rows -> rows.getObject(1, UUID.class),
                "select id from host where seen_at >= ? order by id",
                instant);
    }

    /** Forgets hosts that were not seen since an instant, with what they ran. */
    public void forget(Transaction transaction, Instant instant) {
        Sql.update(transaction, "delete from host where seen_at < ?", instant);
    }

    /** Forgets one host, with what it ran. */
    public void forget(Transaction transaction, UUID host) {
        Sql.update(transaction, "delete from host where id = ?", host);
    }

    /**
     * Replaces what a host runs.
     *
     * @param running version by feature
     * @param broken why not, for those that should and do not; by feature
     */
    public void report(
            Transaction transaction,
            UUID host,
            Map<String, String> running,
            Map<String, String> broken) {
        Sql.update(transaction, "delete from host_feature where host = ?", host);
        Map<String, String> all = new HashMap<>(running);
        // What should run and does not is told too: with no version.
        broken.keySet().forEach(feature -> all.putIfAbsent(feature, ""));
        all.forEach(
                (feature, version) ->
                        Sql.update(
                                transaction,
                                "insert into host_feature (host, feature, version, detail) values"
                                        + " (?, ?, ?, ?)",
                                host,
                                feature,
                                version,
                                broken.getOrDefault(feature, "")));
    }

    /** What the hosts run of a feature. */
    public List<OnHost> of(Transaction transaction, String feature) {
        return Sql.query(
                transaction,
                rows ->
                        new OnHost(
                                rows.getObject(1, UUID.class),
                                rows.getString(2),
                                rows.getString(3)),
                "select host, version, detail from host_feature where feature = ? order by host",
                feature);
    }

    /** What the hosts run, by feature. */
    public Map<String, List<OnHost>> all(Transaction transaction) {
        Map<String, List<OnHost>> all = new HashMap<>();
        Sql.query(
                        transaction,
                        rows ->
                                Map.entry(
                                        rows.getString(1),
                                        new OnHost(
                                                rows.getObject(2, UUID.class),
                                                rows.getString(3),
                                                rows.getString(4))),
                        "select feature, host, version, detail from host_feature order by host")
                .forEach(
                        found ->
                                all.computeIfAbsent(found.getKey(), _ -> new ArrayList<>())
                                        .add(found.getValue()));
        return all;
    }

    /**
     * A feature on a host.
     *
     * @param version which version of it runs; empty where none does
     * @param detail what is wrong with it there; empty where nothing is
     */
    public record OnHost(UUID host, String version, String detail) {}
}
