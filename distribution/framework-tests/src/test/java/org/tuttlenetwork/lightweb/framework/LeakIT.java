// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.management.ObjectName;

/**
 * A feature with one of everything comes, works and goes, again and again, and leaves nothing but
 * its data, which a purge takes too.
 */
@ExtendWith(RunningProduct.class)
class LeakIT {
    private static final int TIMES = Soak.times(5, 50);

    /** Room for what the JDK's own caches keep for a while; only a soak is long enough to tell. */
    private static final long METASPACE_SLACK = 8L << 20;

    /**
     * Threads of the host's own connections, to PostgreSQL and out, that come and end at any time.
     */
    private static final List<String> PASSING = List.of("lightweb:connection-", "OkHttp ");

    @Test
    void leavesNothingBehind(Product product) throws Exception {
        Features features = new Features(product);
        try (Journal journal = new Journal()) {
            cycle(product, features, journal, 0);
            Set<String> threads = threads();
            Set<ObjectName> beans = beans();
            List<Driver> drivers = DriverManager.drivers().toList();
            List<Long> metaspace = new ArrayList<>();
            for (int i = 1; i <= TIMES; i++) {
                cycle(product, features, journal, i);
                metaspace.add(metaspace());
            }

            Set<String> left = threads();
            left.removeAll(threads);
            assertThat(left).as("threads that were not there before").isEmpty();
            assertThat(beans()).isEqualTo(beans);
            assertThat(DriverManager.drivers().toList()).isEqualTo(drivers);
            Figures.print(
                    "leak metaspace after each of %d installations and removals, KiB: %s",
                    TIMES, metaspace.stream().map(bytes -> bytes >> 10).toList());
            features.purge("garden");
            if (Soak.isOn()) {
                assertThat(metaspace.getLast()).isLessThan(metaspace.get(4) + METASPACE_SLACK);
            }
        }
    }

    @Test
    void keepsItsDataUntilItIsPurged(Product product) {
        Features features = new Features(product);
        Rest rest = new Rest(product);
        features.install(GardenPack.of("1.0.0"));
        rest.post("/api/v1/garden/beds?name=kept", Persona.ADA, "{}").orElseThrow();
        features.remove("garden");
        features.install(GardenPack.of("1.0.0"));
        assertThat(beds(rest)).as("after a removal").isGreaterThan(0);

        features.purge("garden");
        features.install(GardenPack.of("1.0.0"));

        assertThat(beds(rest)).as("after a purge").isZero();
        features.purge("garden");
    }

    private static long beds(Rest rest) {
        String body = rest.get("/api/v1/garden/beds", Persona.ADA).orElseThrow().body();
        return Rest.parse(body).path("beds").asLong(-1);
    }

    private static void cycle(Product product, Features features, Journal journal, int number)
            throws Exception {
        features.install(GardenPack.of("1.0.0"));
        Bundle bundle = features.bundle("garden", "1.0.0").orElseThrow();
        WeakReference<ClassLoader> loader =
                new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        Thread listener = listen(product);
        use(product, journal, "leak-" + number);
        features.remove("garden");
        listener.join();
        product.await(
                "the class loader of installation " + number,
                () -> {
                    System.gc();
                    return loader.get() == null;
                });
    }

    /** Everything that it brings is used, so that everybody has seen its classes. */
    private static void use(Product product, Journal journal, String bed) {
        Rest rest = new Rest(product);
        assertThat(rest.status("/api/v1/garden")).isEqualTo(200);
        assertThat(rest.status("/api/v1/garden/ready")).isEqualTo(200);
        assertThat(rest.status("/openapi.json")).isEqualTo(200);
        String page = rest.get("/garden", Persona.ADA).orElseThrow().body();
        assertThat(page).contains("Garden of 1.0.0");
        assertThat(rest.readiness().toString()).contains("\"garden\"");
        assertThat(
                        rest.post("/api/v1/garden/beds?name=" + bed, Persona.ADA, "{}")
                                .orElseThrow()
                                .statusCode())
                .isEqualTo(201);
        assertThat(rest.get("/api/v1/services/types", Persona.ADA).orElseThrow().body())
                .contains("org.example.garden");
        product.await("the diary", () -> journal.has("diary", bed));
        product.await("the watering", () -> journal.has("watering", bed));
        product.await("the event", () -> journal.has("event", bed));
        product.await("the weeding", () -> !journal.of("weeding-ends").isEmpty());
    }

    private static Thread listen(Product product) throws Exception {
        Wire wire = new Wire(URI.create(product.peopleUrl()));
        wire.head("GET", "/api/v1/garden/stream");
        assertThat(wire.answerHead().status()).isEqualTo(200);
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try (wire) {
                                while (wire.chunk().length > 0) {
                                    Thread.onSpinWait();
                                }
                            } catch (java.io.IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
    }

    /** Families of threads: a pool may have one more of its kind. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isVirtual())
                .filter(thread -> PASSING.stream().noneMatch(thread.getName()::startsWith))
                .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<ObjectName> beans() {
        return ManagementFactory.getPlatformMBeanServer().queryNames(null, null);
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                .sum();
    }
}
