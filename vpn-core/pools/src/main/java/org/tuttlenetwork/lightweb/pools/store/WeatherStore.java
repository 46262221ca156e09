// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The weather's inputs, and which pools they made of them. */
public final class WeatherStore {
    /** One host at a time works on the weather, until the transaction ends. */
    public void lock(Transaction transaction) {
        Sql.query(
                transaction,
                rows -> true,
                "select pg_advisory_xact_lock(hashtext('lightweb.weather'))");
    }

    /** The seeded files, by name; empty before the first start. */
    public Map<String, String> seeds(Transaction transaction) {
        Map<String, String> seeds = new HashMap<>();
        Sql.query(
                transaction,
                rows -> seeds.put(rows.getString(1), rows.getString(2)) == null,
                "select file, yaml from seed");
        return seeds;
    }

    /** What the files say now: their edits were taken up. */
    public void seen(Transaction transaction, Map<String, String> files, Instant now) {
        Sql.update(transaction, "delete from seed");
        files.forEach(
                (file, yaml) ->
                        Sql.update(
                                transaction,
                                "insert into seed (file, yaml, seeded_at) values (?, ?, ?)",
                                file,
                                yaml,
                                Timestamp.from(now)));
    }

    /** Every country's inputs. */
    public SortedMap<JurisdictionCode, Kept> inputs(Transaction transaction) {
        SortedMap<JurisdictionCode, Kept> inputs = new TreeMap<>();
        Sql.query(
                transaction,
                rows ->
                        inputs.put(
                                        new JurisdictionCode(rows.getString(1)),
                                        new Kept(
                                                rows.getLong(2),
                                                StoredJson.document(rows.getString(3))))
                                == null,
                "select iso2, version, document from input");
        return inputs;
    }

    /** One country's inputs; empty where it is not assessed. */
    public Optional<Kept> inputs(Transaction transaction, JurisdictionCode country) {
        return Sql.query(
                        transaction,
                        rows -> new Kept(rows.getLong(1), StoredJson.document(rows.getString(2))),
                        "select version, document from input where iso2 = ?",
                        country.value())
                .stream()
                .findFirst();
    }

    public void put(Transaction transaction, JurisdictionCode country, Kept inputs) {
        Sql.update(
                transaction,
                "insert into input (iso2, version, document) values (?, ?, ?::jsonb) on conflict"
                        + " (iso2) do update set version = excluded.version, document ="
                        + " excluded.document",
                country.value(),
                inputs.version(),
                inputs.document().toString());
    }

    /**
     * What administrators changed before there were proposals, as merge patches: read once, to fill
     * the inputs of a database that was made then.
     */
    public Map<JurisdictionCode, ObjectNode> formerEdits(Transaction transaction) {
        Map<JurisdictionCode, ObjectNode> edits = new TreeMap<>();
        Sql.query(
                transaction,
                rows ->
                        edits.put(
                                        new JurisdictionCode(rows.getString(1)),
                                        StoredJson.document(rows.getString(2)))
                                == null,
                """
                select iso2, jsonb_strip_nulls(jsonb_build_object(
                    'vpnLaw', vpn_law,
                    'citations', case when vpn_law is not null then jsonb_build_object('vpnLaw',
                        to_jsonb(array_remove(array[vpn_law_citation], null))) end,
                    'assessed', case when censorship is not null then jsonb_build_object(
                        'censorship', censorship, 'citations',
                        to_jsonb(array_remove(array[censorship_citation], null))) end))
                from edit order by iso2
                """);
        return edits;
    }

    /** Which pools each country was in. */
    public Map<JurisdictionCode, Set<PoolId>> memberships(Transaction transaction) {
        Map<JurisdictionCode, Set<PoolId>> memberships = new HashMap<>();
        Sql.query(
                transaction,
                rows ->
                        memberships.put(
                                        new JurisdictionCode(rows.getString(1)),
                                        pools(rows.getString(2)))
                                == null,
                "select iso2, pools from membership");
        return memberships;
    }

    public void remember(Transaction transaction, JurisdictionCode country, Set<PoolId> pools) {
        Sql.update(
                transaction,
                "insert into membership (iso2, pools) values (?, ?) on conflict (iso2) do update"
                        + " set pools = excluded.pools",
                country.value(),
                pools.stream().map(PoolId::name).sorted().collect(Collectors.joining(",")));
    }

    private static Set<PoolId> pools(String joined) {
        EnumSet<PoolId> pools = EnumSet.noneOf(PoolId.class);
        if (!joined.isEmpty()) {
            Arrays.stream(joined.split(",", -1)).map(PoolId::valueOf).forEach(pools::add);
        }
        return pools;
    }

    /**
     * A country's inputs.
     *
     * @param version grows by one with each approved change, from 1
     * @param document with the keys of the files
     */
    public record Kept(long version, ObjectNode document) {}
}
