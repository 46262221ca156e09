// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** One feature goes and comes back; the others do not notice. */
@ExtendWith(RunningProduct.class)
class FeatureIT {
    @ParameterizedTest
    @ValueSource(strings = {"catalog", "devices"})
    void goesAndComesWithAllThatItServesWhileTheOthersAnswer(String id, Product product)
            throws Exception {
        Rest rest = new Rest(product);
        Bundle feature = product.feature(id);
        Map<Bundle, Set<String>> served = rest.served();
        Set<String> own = served.remove(feature);
        assertThat(own).as("what %s serves", id).isNotEmpty();
        assertThat(served.keySet()).as("who else serves").hasSizeGreaterThan(4);
        Set<String> contributions = rest.contributions(feature);
        assertThat(contributions).anyMatch(kind -> kind.contains("portal.Section"));
        List<String> touched = new ArrayList<>();
        SynchronousBundleListener listener = event -> note(event, feature, touched);
        product.context().addBundleListener(listener);

        feature.stop(Bundle.STOP_TRANSIENT);
        assertThat(own).allSatisfy(path -> assertThat(rest.status(path)).as(path).isEqualTo(404));
        assertThat(rest.contributions(feature)).isEmpty();
        assertThat(rest.readiness().toString()).contains("\"missing\":[\"" + id + "\"]");
        assertAnswer(rest, served);
        feature.start(Bundle.START_TRANSIENT);
        product.settle("the start of " + id);

        product.await(id + "'s paths", () -> own.stream().allMatch(p -> rest.status(p) == 200));
        product.context().removeBundleListener(listener);
        assertThat(rest.contributions(feature)).isEqualTo(contributions);
        assertThat(rest.readiness().toString()).doesNotContain("\"missing\"");
        assertAnswer(rest, served);
        assertThat(touched).as("other bundles that the framework touched").isEmpty();
    }

    @Test
    void neverFailsARequestToOthersWhileItIsStoppedAndStarted(Product product) throws Exception {
        Rest rest = new Rest(product);
        Bundle feature = product.feature("catalog");
        Map<Bundle, Set<String>> served = rest.served();
        served.remove(feature);
        List<String> paths = served.values().stream().map(set -> set.iterator().next()).toList();
        Map<String, Integer> wrong = Collections.synchronizedMap(new TreeMap<>());
        AtomicBoolean going = new AtomicBoolean(true);
        Thread asking =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (going.get()) {
                                        paths.forEach(path -> askFor(rest, path, wrong));
                                    }
                                });
        for (int i = 0; i < 5; i++) {
            feature.stop(Bundle.STOP_TRANSIENT);
            feature.start(Bundle.START_TRANSIENT);
            product.settle("stop and start");
        }
        going.set(false);
        asking.join();

        assertThat(wrong).isEmpty();
    }

    @Test
    void keepsItsDataWhileItIsAway(Product product) throws Exception {
        Rest rest = new Rest(product);
        String island = "{\"slug\": \"kept-garden\", \"name\": \"Kept garden\"}";
        assertThat(rest.post("/api/v1/islands", Persona.OLIVIA, island).orElseThrow().statusCode())
                .isBetween(201, 202);
        product.await("the owner's role", () -> sees(rest, "kept-garden"));
        Bundle feature = product.feature("islands");

        feature.stop(Bundle.STOP_TRANSIENT);
        assertThat(rest.status("/api/v1/islands")).isEqualTo(404);
        assertThat(product.diagnosis())
                .as("who waits for it is named")
                .anyMatch(line -> line.contains("api.island.Islands is missing"));
        feature.start(Bundle.START_TRANSIENT);
        product.settle("the start of islands");

        product.await("the island", () -> sees(rest, "kept-garden"));
    }

    /** The generation's own leak test is in {@code web}; this one has the whole product around. */
    @Test
    void leavesNoClassLoaderBehind(Product product) throws Exception {
        Map<String, WeakReference<ClassLoader>> loaders = new TreeMap<>();
        new Rest(product).served();
        List<Bundle> features = product.features();
        assertThat(features).hasSizeGreaterThan(6);
        for (Bundle feature : features) {
            loaders.put(
                    feature.getSymbolicName(),
                    new WeakReference<>(feature.adapt(BundleWiring.class).getClassLoader()));
            product.uninstall(feature);
            product.install(feature);
        }
        product.settle("every feature was replaced");

        product.await(
                "the class loaders of " + held(loaders),
                () -> {
                    System.gc();
                    return held(loaders).isEmpty();
                });
    }

    private static Set<String> held(Map<String, WeakReference<ClassLoader>> loaders) {
        return loaders.entrySet().stream()
                .filter(loader -> loader.getValue().get() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean sees(Rest rest, String slug) {
        return rest.get("/api/v1/islands", Persona.OLIVIA)
                .filter(answer -> answer.body().contains(slug))
                .isPresent();
    }

    private static void askFor(Rest rest, String path, Map<String, Integer> wrong) {
        int status = rest.status(path);
        if (status != 200) {
            wrong.put(path, status);
        }
    }

    private static void assertAnswer(Rest rest, Map<Bundle, Set<String>> served) {
        served.forEach(
                (bundle, paths) ->
                        assertThat(paths)
                                .as(bundle.getSymbolicName())
                                .allSatisfy(
                                        path ->
                                                assertThat(rest.status(path))
                                                        .as(path)
                                                        .isEqualTo(200)));
    }

    private static void note(BundleEvent event, Bundle feature, List<String> touched) {
        boolean moved =
                (event.getType()
                                & (BundleEvent.STOPPED
                                        | BundleEvent.STARTED
                                        | BundleEvent.RESOLVED
                                        | BundleEvent.UNRESOLVED))
                        != 0;
        if (moved && !event.getBundle().equals(feature)) {
            touched.add(event.getBundle().getSymbolicName() + " " + event.getType());
        }
    }
}
