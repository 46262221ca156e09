// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.VpnLaw;

import java.math.BigDecimal;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The weather's inputs. */
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

    public void seed(Transaction transaction, String file, String yaml, Instant now) {
        Sql.update(
                transaction,
                "insert into seed (file, yaml, seeded_at) values (?, ?, ?)",
                file,
                yaml,
                Timestamp.from(now));
    }

    /** What administrators changed, newest for each country. */
    public List<Edit> edits(Transaction transaction) {
        return Sql.query(
                transaction,
                rows ->
                        new Edit(
                                new JurisdictionCode(rows.getString(1)),
                                Optional.ofNullable(rows.getString(2)).map(VpnLaw::valueOf),
                                Optional.ofNullable(rows.getString(3)).map(URI::create),
                                Optional.ofNullable(rows.getBigDecimal(4)),
                                Optional.ofNullable(rows.getString(5)).map(URI::create)),
                "select iso2, vpn_law, vpn_law_citation, censorship, censorship_citation from edit"
                        + " order by iso2");
    }

    public void edit(Transaction transaction, Edit edit, String actor, Instant now) {
        @Nullable String law = edit.vpnLaw().map(VpnLaw::name).orElse(null);
        @Nullable BigDecimal censorship = edit.censorship().orElse(null);
        @Nullable String lawCitation = edit.vpnLawCitation().map(URI::toString).orElse(null);
        @Nullable String censorshipCitation =
                edit.censorshipCitation().map(URI::toString).orElse(null);
        Sql.update(
                transaction,
                """
                insert into edit (iso2, vpn_law, vpn_law_citation, censorship, censorship_citation,
                    edited_by, edited_at) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (iso2) do update set
                    vpn_law = coalesce(excluded.vpn_law, edit.vpn_law),
                    vpn_law_citation = case when excluded.vpn_law is null
                        then edit.vpn_law_citation else excluded.vpn_law_citation end,
                    censorship = coalesce(excluded.censorship, edit.censorship),
                    censorship_citation = case when excluded.censorship is null
                        then edit.censorship_citation else excluded.censorship_citation end,
                    edited_by = excluded.edited_by, edited_at = excluded.edited_at
                """,
                edit.country().value(),
                law,
                lawCitation,
                censorship,
                censorshipCitation,
                actor,
                Timestamp.from(now));
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
     * What an administrator changed in a country.
     *
     * @param vpnLaw empty where it stays
     * @param vpnLawCitation what the law's value rests on; empty is shown as uncited
     * @param censorship the operator's own assessment, 0 to 100; empty where it stays
     * @param censorshipCitation what it rests on; empty is shown as uncited
     */
    public record Edit(
            JurisdictionCode country,
            Optional<VpnLaw> vpnLaw,
            Optional<URI> vpnLawCitation,
            Optional<BigDecimal> censorship,
            Optional<URI> censorshipCitation) {}
}
