// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.SignedLists;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.signing.Documents;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore;
import org.tuttlenetwork.lightweb.pools.store.ProposalStore;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore.Kept;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The weather: what is known of the law, the assessment that follows, and its signed document.
 * PostgreSQL is the truth; the files in {@code etc/weather} seed an empty database, and what is
 * edited in them later is proposed.
 */
@Component(service = {Weather.class, Admission.class, SignedLists.class})
public final class Weather implements Admission, SignedLists {
    private static final String MIN_APP_VERSION = "0.1.0";

    private final Database database;
    private final Publisher publisher;
    private final Seeding seeding;
    private final WeatherStore store = new WeatherStore();
    private final AutoCloseable subscription;
    private volatile SortedMap<JurisdictionCode, Assessment> assessments = new TreeMap<>();

    @Activate
    public Weather(
            BundleContext context, @Reference Database database, @Reference ChangeFeed feed) {
        this(
                files(
                        Path.of(context.getProperty("lightweb.etc")),
                        Path.of(context.getProperty("lightweb.home"))),
                MasterKey.at(Path.of(context.getProperty("lightweb.data")).resolve("master.key")),
                database,
                feed,
                Clock.systemUTC());
    }

    Weather(
            Supplier<Seeds> files,
            MasterKey masterKey,
            Database database,
            ChangeFeed feed,
            Clock clock) {
        this.database = database;
        this.publisher = new Publisher(new DocumentStore(masterKey), clock);
        this.seeding = new Seeding(files, store, new ProposalStore(), clock);
        // Before the first look: what another host changes meanwhile is not missed.
        long position = feed.latest();
        database.write(
                tx -> {
                    lock(tx);
                    seeding.fill(tx);
                    SortedMap<JurisdictionCode, Assessment> found = assess(tx);
                    if (publisher.begin(tx)) {
                        publisher.pools(tx, found.values(), MIN_APP_VERSION);
                        publisher.nodes(tx, List.of(), found);
                    }
                    return found;
                });
        reload();
        // On every host: another one may have changed the weather.
        this.subscription = feed.subscribe(position, Set.of(TOPIC), entry -> reload());
    }

    private static Supplier<Seeds> files(Path etc, Path home) {
        return () -> Seeds.find(etc, home);
    }

    @Deactivate
    void close() throws Exception {
        subscription.close();
    }

    /** Takes up what PostgreSQL says now; one at a time, or an older reading could come last. */
    synchronized void reload() {
        database.read(
                tx -> {
                    assessments = assessed(tx);
                    publisher.load(tx);
                    return true;
                });
    }

    /** Assesses from the inputs, with the memberships before; remembers the new ones. */
    private SortedMap<JurisdictionCode, Assessment> assess(Transaction tx) {
        SortedMap<JurisdictionCode, Assessment> found = assessed(tx);
        found.forEach((country, assessment) -> store.remember(tx, country, assessment.admits()));
        return found;
    }

    /** As PostgreSQL has it in this transaction, whatever this host took up last. */
    SortedMap<JurisdictionCode, Assessment> assessed(Transaction tx) {
        SortedMap<JurisdictionCode, Inputs> inputs = new TreeMap<>();
        store.inputs(tx)
                .forEach(
                        (country, kept) ->
                                inputs.put(
                                        country, WeatherFiles.country(country, kept.document())));
        return assessed(tx, inputs.values());
    }

    /** The same as it would be with other inputs of one country. */
    SortedMap<JurisdictionCode, Assessment> assessedWith(Transaction tx, Inputs changed) {
        SortedMap<JurisdictionCode, Assessment> found = assessed(tx);
        found.putAll(assessed(tx, List.of(changed)));
        return found;
    }

    private SortedMap<JurisdictionCode, Assessment> assessed(
            Transaction tx, Collection<Inputs> inputs) {
        Map<JurisdictionCode, Set<PoolId>> before = store.memberships(tx);
        SortedMap<JurisdictionCode, Assessment> found = new TreeMap<>();
        for (Inputs country : inputs) {
            Set<PoolId> held = before.getOrDefault(country.jurisdiction(), Set.of());
            found.put(country.jurisdiction(), Rubric.assess(country, Canary.NONE, held));
        }
        return found;
    }

    /** One host at a time works on the weather, until the transaction ends. */
    void lock(Transaction tx) {
        store.lock(tx);
    }

    SortedMap<JurisdictionCode, Kept> inputs(Transaction tx) {
        return store.inputs(tx);
    }

    Optional<Kept> inputs(Transaction tx, JurisdictionCode country) {
        return store.inputs(tx, country);
    }

    void put(Transaction tx, JurisdictionCode country, Kept inputs) {
        store.put(tx, country, inputs);
    }

    /**
     * Assesses anew and signs the next version.
     *
     * @return its number
     */
    long publish(Transaction tx) {
        long version = publisher.pools(tx, assess(tx).values(), MIN_APP_VERSION).version();
        publisher.timestamp(tx);
        return version;
    }

    /** Makes proposals of what was edited in the files. */
    void takeEdits() {
        database.write(
                tx -> {
                    lock(tx);
                    return seeding.takeEdits(tx);
                });
    }

    /** Every assessed country, by code. */
    public List<Assessment> all() {
        return List.copyOf(assessments.values());
    }

    public Optional<Assessment> find(JurisdictionCode country) {
        return Optional.ofNullable(assessments.get(country));
    }

    @Override
    public Set<PoolId> admits(String jurisdiction) {
        return code(jurisdiction).flatMap(this::find).map(Assessment::admits).orElse(Set.of());
    }

    @Override
    public boolean isAssessed(String jurisdiction) {
        return code(jurisdiction).flatMap(this::find).isPresent();
    }

    @Override
    public Optional<String> nodes(PoolId pool) {
        return document(Documents.nodesKey(pool))
                .map(signed -> new String(signed.envelope(), StandardCharsets.UTF_8));
    }

    /** A country's code; empty for what is none. */
    public static Optional<JurisdictionCode> code(String text) {
        return text.matches("[A-Z]{2}")
                ? Optional.of(new JurisdictionCode(text))
                : Optional.empty();
    }

    /** Signs anew what ends soon, and the timestamp, which names the newest of everything. */
    void renew(Transaction tx) {
        lock(tx);
        publisher.renewRoot(tx);
        if (publisher.isDue(tx, DocumentType.POOLS.id())) {
            publisher.pools(tx, assess(tx).values(), MIN_APP_VERSION);
        }
        publisher.timestamp(tx);
        tx.publish(TOPIC, DocumentType.TIMESTAMP.id(), "{}");
    }

    /** Signs each pool's list anew, by the law as it is in this transaction. */
    void list(Transaction tx, Collection<ListedNode> nodes) {
        lock(tx);
        publisher.nodes(tx, nodes, assessed(tx));
    }

    Publisher publisher() {
        return publisher;
    }

    /** For rooms of this bundle: a signed document as it is served. */
    public Optional<DocumentStore.Signed> document(String name) {
        return publisher.served(name);
    }

    /** For rooms of this bundle: an old version of a signed document. */
    public Optional<byte[]> document(String name, long version) {
        return database.read(tx -> publisher.store().envelope(tx, name, version));
    }
}
