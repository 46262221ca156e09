// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.example.garden.Greeting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An update touches the feature's own bundles and nothing else; nothing hangs on a plugin. */
@ExtendWith(RunningProduct.class)
class BlastRadiusIT {
    private static final String PACKAGE = Greeting.class.getPackageName();
    private static final int MOVED =
            BundleEvent.STARTED
                    | BundleEvent.STOPPED
                    | BundleEvent.RESOLVED
                    | BundleEvent.UNRESOLVED;

    @TempDir Path folder;
    private Features features;

    @BeforeEach
    void features(Product product) {
        features = new Features(product);
    }

    @AfterEach
    void purge() {
        features.purge("garden");
    }

    @Test
    void anUpdateTouchesTheFeaturesOwnBundlesOnly(Product product) {
        features.install(GardenPack.of("1.0.0"));
        Bundle old = features.bundle("garden", "1.0.0").orElseThrow();
        Map<Bundle, BundleWiring> wirings = wirings();
        Set<String> closure = locations(closure(product, List.of(old)));
        Set<String> touched = new ConcurrentSkipListSet<>();
        SynchronousBundleListener listener =
                event -> {
                    if ((event.getType() & MOVED) != 0) {
                        touched.add(event.getBundle().getLocation());
                    }
                };
        product.context().addBundleListener(listener);

        features.install(GardenPack.of("1.1.0"));

        product.context().removeBundleListener(listener);
        Bundle fresh = features.bundle("garden", "1.1.0").orElseThrow();
        assertThat(closure).containsExactly(old.getLocation());
        assertThat(touched).containsExactlyInAnyOrder(old.getLocation(), fresh.getLocation());
        assertThat(wirings()).as("wirings of the platform's bundles").isEqualTo(wirings);
        Figures.print("swap refreshed by an update: %s of %d bundles", touched, wirings.size() + 1);
    }

    @Test
    void nobodyIsWiredToWhatAPluginExports(Product product) throws Exception {
        features.install(
                GardenPack.of("1.0.0").header("Export-Package", PACKAGE + ";version=\"1.0\""));
        Bundle garden = features.bundle("garden", "1.0.0").orElseThrow();
        Bundle curious = probe(product, "curious", "DynamicImport-Package", "*");
        Bundle needy = probe(product, "needy-of-garden", "Import-Package", PACKAGE);
        Bundle installer = product.feature("features");
        try {
            curious.start();
            assertThatThrownBy(() -> curious.loadClass(Greeting.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> installer.loadClass(Greeting.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(needy::start).isInstanceOf(BundleException.class);
            assertThat(garden.loadClass(Greeting.class.getName())).isNotNull();
            assertThat(features.platform())
                    .allSatisfy(bundle -> assertThat(providers(bundle)).doesNotContain(garden));
            assertThat(closure(product, List.of(garden))).containsExactly(garden);
        } finally {
            curious.uninstall();
            needy.uninstall();
        }
    }

    private Map<Bundle, BundleWiring> wirings() {
        Map<Bundle, BundleWiring> wirings = new HashMap<>();
        features.platform()
                .forEach(bundle -> wirings.put(bundle, bundle.adapt(BundleWiring.class)));
        return wirings;
    }

    private static List<Bundle> providers(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null
                ? List.of()
                : wiring.getRequiredWires(null).stream()
                        .map(BundleWire::getProvider)
                        .map(provider -> provider.getBundle())
                        .toList();
    }

    private static List<Bundle> closure(Product product, List<Bundle> bundles) {
        return List.copyOf(
                product.context()
                        .getBundle(Constants.SYSTEM_BUNDLE_ID)
                        .adapt(FrameworkWiring.class)
                        .getDependencyClosure(bundles));
    }

    private static Set<String> locations(List<Bundle> bundles) {
        return new ConcurrentSkipListSet<>(bundles.stream().map(Bundle::getLocation).toList());
    }

    private Bundle probe(Product product, String name, String header, String value)
            throws Exception {
        Manifest manifest = new Manifest();
        Attributes all = manifest.getMainAttributes();
        all.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        all.putValue("Bundle-ManifestVersion", "2");
        all.putValue("Bundle-SymbolicName", name);
        all.putValue(header, value);
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.finish();
        }
        return product.context().installBundle(jar.toUri().toString());
    }
}
