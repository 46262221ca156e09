// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.pools.proposal.Draft;
import org.tuttlenetwork.lightweb.pools.proposal.MergePatch;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal;
import org.tuttlenetwork.lightweb.pools.seed.InvalidWeatherException;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;
import org.tuttlenetwork.lightweb.pools.store.ProposalStore;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore.Kept;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the files in {@code etc/weather} do: they fill an empty database, and then they ask. */
final class Seeding {
    private static final Logger LOG = LoggerFactory.getLogger(Seeding.class);

    private final Supplier<Seeds> files;
    private final WeatherStore store;
    private final ProposalStore proposals;
    private final Clock clock;

    Seeding(Supplier<Seeds> files, WeatherStore store, ProposalStore proposals, Clock clock) {
        this.files = files;
        this.store = store;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * Fills the inputs where there are none. A database that was made before inputs were documents
     * has its files already, and what administrators changed since.
     *
     * @throws InvalidWeatherException where a file breaks a rule
     */
    void fill(Transaction tx) {
        if (!store.inputs(tx).isEmpty()) {
            return;
        }
        Map<String, String> seeds = store.seeds(tx);
        if (seeds.isEmpty()) {
            seeds = files.get().files();
            store.seen(tx, seeds, clock.instant());
            LOG.info("The weather is seeded from {}", seeds.keySet());
        }
        SortedMap<JurisdictionCode, ObjectNode> documents =
                new TreeMap<>(WeatherFiles.documents(seeds));
        store.formerEdits(tx)
                .forEach(
                        (country, patch) ->
                                documents.computeIfPresent(
                                        country, (_, known) -> MergePatch.apply(known, patch)));
        documents.forEach((country, document) -> store.put(tx, country, new Kept(1, document)));
    }

    /**
     * Makes proposals of what was edited in the files since they were last read: one a country.
     *
     * @return how many were added
     * @throws InvalidWeatherException where a file breaks a rule: nothing is taken up, and the next
     *     look reads it anew
     */
    int takeEdits(Transaction tx) {
        Map<String, String> now = files.get().files();
        Map<String, String> before = store.seeds(tx);
        if (now.equals(before)) {
            return 0;
        }
        SortedMap<JurisdictionCode, ObjectNode> was = WeatherFiles.documents(before);
        SortedMap<JurisdictionCode, ObjectNode> is = WeatherFiles.documents(now);
        String edited = edited(before, now);
        int added = 0;
        for (var entry : is.entrySet()) {
            ObjectNode old = was.get(entry.getKey());
            ObjectNode changes = MergePatch.between(old == null ? empty() : old, entry.getValue());
            if (!changes.isEmpty() && propose(tx, entry.getKey(), changes, edited)) {
                added++;
            }
        }
        Set<JurisdictionCode> gone = new TreeSet<>(was.keySet());
        gone.removeAll(is.keySet());
        if (!gone.isEmpty()) {
            LOG.warn("{} left {}: a country that is assessed stays so", gone, edited);
        }
        store.seen(tx, now, clock.instant());
        LOG.info("Edits of {} became {} proposals", edited, added);
        return added;
    }

    private static String edited(Map<String, String> before, Map<String, String> now) {
        Set<String> same = new TreeSet<>();
        now.forEach(
                (file, yaml) -> {
                    if (yaml.equals(before.get(file))) {
                        same.add(file);
                    }
                });
        Set<String> edited = new TreeSet<>(now.keySet());
        edited.addAll(before.keySet());
        edited.removeAll(same);
        return String.join(", ", edited);
    }

    private boolean propose(
            Transaction tx, JurisdictionCode country, ObjectNode changes, String file) {
        Optional<Kept> kept = store.inputs(tx, country);
        ObjectNode base = kept.map(Kept::document).orElseGet(Seeding::empty);
        if (MergePatch.isSame(base, MergePatch.apply(base, changes))) {
            return false;
        }
        return proposals.add(
                tx,
                new Proposal(
                        Ids.next(clock),
                        new Draft(country, changes, "Edited in " + file, Optional.empty()),
                        new Proposal.Base(kept.map(Kept::version).orElse(0L), base),
                        Proposal.Origin.file(file, clock.instant()),
                        Proposal.State.PENDING,
                        Optional.empty()));
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
