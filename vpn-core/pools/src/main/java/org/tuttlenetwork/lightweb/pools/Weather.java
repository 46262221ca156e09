// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore.Edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weather: what is known of the law, the assessment that follows, and its signed document.
 * PostgreSQL is the truth; the files in {@code etc/weather} seed an empty database.
 */
@Component(service = {Weather.class, Admission.class})
public final class Weather implements Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Weather.class);
    private static final String MIN_APP_VERSION = "0.1.0";

    private final Database database;
    private final Publisher publisher;
    private final Clock clock;
    private final WeatherStore store = new WeatherStore();
    private final AutoCloseable subscription;
    private volatile SortedMap<JurisdictionCode, Assessment> assessments = new TreeMap<>();

    @Activate
    public Weather(
            BundleContext context, @Reference Database database, @Reference ChangeFeed feed) {
        this(
                Seeds.find(
                        Path.of(context.getProperty("lightweb.etc")),
                        Path.of(context.getProperty("lightweb.home"))),
                MasterKey.at(Path.of(context.getProperty("lightweb.data")).resolve("master.key")),
                database,
                feed,
                Clock.systemUTC());
    }

    Weather(Seeds seeds, MasterKey masterKey, Database database, ChangeFeed feed, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.publisher = new Publisher(new DocumentStore(masterKey), clock);
        database.write(
                tx -> {
                    store.lock(tx);
                    if (store.seeds(tx).isEmpty()) {
                        seeds.files()
                                .forEach(
                                        (file, yaml) ->
                                                store.seed(tx, file, yaml, clock.instant()));
                        LOG.info("The weather is seeded from {}", seeds.files().keySet());
                    }
                    SortedMap<JurisdictionCode, Assessment> found = assess(tx);
                    if (publisher.begin(tx)) {
                        publisher.pools(tx, found.values(), MIN_APP_VERSION);
                        publisher.timestamp(tx);
                    }
                    return found;
                });
        reload();
        // On every host: another one may have changed the weather.
        this.subscription = feed.subscribe(feed.latest(), Set.of(TOPIC), entry -> reload());
    }

    @Deactivate
    void close() throws Exception {
        subscription.close();
    }

    private void reload() {
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

    private SortedMap<JurisdictionCode, Assessment> assessed(Transaction tx) {
        Map<JurisdictionCode, Set<PoolId>> before = store.memberships(tx);
        SortedMap<JurisdictionCode, Assessment> found = new TreeMap<>();
        inputs(tx)
                .forEach(
                        (country, inputs) ->
                                found.put(
                                        country,
                                        Rubric.assess(
                                                inputs,
                                                Canary.FRESH,
                                                before.getOrDefault(country, Set.of()))));
        return found;
    }

    private SortedMap<JurisdictionCode, Inputs> inputs(Transaction tx) {
        Map<String, String> seeds = store.seeds(tx);
        SortedMap<JurisdictionCode, Inputs> inputs =
                new TreeMap<>(
                        WeatherFiles.inputs(
                                WeatherFiles.INPUTS, seeds.getOrDefault(WeatherFiles.INPUTS, "")));
        String assessed = seeds.get(WeatherFiles.ASSESSED);
        if (assessed != null) {
            inputs = new TreeMap<>(WeatherFiles.assess(inputs, WeatherFiles.ASSESSED, assessed));
        }
        for (Edit edit : store.edits(tx)) {
            Inputs changed = inputs.get(edit.country());
            if (changed != null) {
                inputs.put(edit.country(), applied(changed, edit));
            }
        }
        return inputs;
    }

    private static Inputs applied(Inputs inputs, Edit edit) {
        Inputs changed = edit.vpnLaw().map(inputs::withVpnLaw).orElse(inputs);
        Optional<BigDecimal> censorship = edit.censorship();
        return censorship.isPresent()
                ? changed.withCensorship(new Censorship.Assessed(censorship.get(), List.of()))
                : changed;
    }

    /**
     * Changes an input, assesses anew, and signs the next version.
     *
     * @param actor which administrator
     * @throws LightWebException NOT_FOUND for a country that is not assessed
     */
    public Assessment change(Edit edit, String actor) {
        database.write(
                tx -> {
                    store.lock(tx);
                    if (!inputs(tx).containsKey(edit.country())) {
                        throw LightWebException.notFound(
                                "The law of this country is not assessed.");
                    }
                    store.edit(tx, edit, actor, clock.instant());
                    publisher.pools(tx, assess(tx).values(), MIN_APP_VERSION);
                    publisher.timestamp(tx);
                    return edit;
                });
        reload();
        return find(edit.country()).orElseThrow();
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

    /** A country's code; empty for what is none. */
    public static Optional<JurisdictionCode> code(String text) {
        return text.matches("[A-Z]{2}")
                ? Optional.of(new JurisdictionCode(text))
                : Optional.empty();
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

    /**
     * The files that seed an empty database.
     *
     * @param files name → YAML
     */
    record Seeds(Map<String, String> files) {
        Seeds {
            files = Map.copyOf(files);
        }

        static Seeds find(Path etc, Path home) {
            Map<String, String> files = new TreeMap<>();
            for (Path folder : List.of(home.resolve("etc/weather"), etc.resolve("weather"))) {
                for (String name : List.of(WeatherFiles.INPUTS, WeatherFiles.ASSESSED)) {
                    Path file = folder.resolve(name);
                    if (Files.isRegularFile(file)) {
                        files.put(name, read(file));
                    }
                }
            }
            if (!files.containsKey(WeatherFiles.INPUTS)) {
                throw new IllegalStateException(
                        "There is no "
                                + WeatherFiles.INPUTS
                                + " in "
                                + etc.resolve("weather")
                                + ": the weather cannot begin without it.");
            }
            return new Seeds(files);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException("The weather cannot be read: " + file, e);
            }
        }
    }
}
