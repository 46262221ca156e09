// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.features.archive.KeyId;
import org.tuttlenetwork.lightweb.features.framework.Defaults;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;
import org.tuttlenetwork.lightweb.features.trust.Compatibility.Offer;
import org.tuttlenetwork.lightweb.features.trust.Publishers;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.revision.WithheldBundles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A host as far as features go: a real Felix with the engine, on a PostgreSQL that others share.
 */
final class TestHost {
    private static final String PACKAGES =
            "org.tuttlenetwork.lightweb.api.health;version=0.2.0,"
                    + "org.tuttlenetwork.lightweb.api.feature;version=0.2.0";

    private final TestDatabase postgres;
    private final Path folder;
    private final UUID id = UUID.randomUUID();
    final MemoryConfigurations configurations = new MemoryConfigurations();
    final NotedDumps dumps = new NotedDumps();
    final RevisionFilter filter = new WithheldBundles();
    private Framework framework;
    private FeaturesRoom room;

    TestHost(TestDatabase postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
        trust("ada", Pack.ADA.getPublic(), "");
    }

    /** Writes a publisher into this host's etc/. */
    void trust(String name, PublicKey key, String more) {
        try {
            Path publishers = Files.createDirectories(folder.resolve("etc/publishers"));
            Files.setPosixFilePermissions(publishers, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path file = publishers.resolve(name + ".cfg");
            String text =
                    "name = %s\npublic_key = %s\n%s\n"
                            .formatted(
                                    name,
                                    Base64.getEncoder().encodeToString(key.getEncoded()),
                                    more);
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void boot() {
        boot(Faults.NONE, false);
    }

    /** Starts it; returns once it runs what it should. */
    void boot(Faults faults, boolean safeMode) {
        try {
            framework =
                    new org.apache.felix.framework.FrameworkFactory()
                            .newFramework(
                                    Map.of(
                                            Constants.FRAMEWORK_STORAGE,
                                            folder.resolve("framework").toString(),
                                            Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                            PACKAGES));
            framework.start();
        } catch (org.osgi.framework.BundleException e) {
            throw new IllegalStateException(e);
        }
        Offer offer =
                new Offer(
                        Version.parseVersion("0.1.0"),
                        25,
                        Map.of(
                                "org.tuttlenetwork.lightweb.api.health",
                                Version.parseVersion("0.2.0")));
        room =
                new FeaturesRoom(
                        context(),
                        postgres.unit("features", List.of(), FeatureEngine.class),
                        filter,
                        postgres.feed(),
                        dumps,
                        new Defaults(configurations.admin()),
                        new FeaturesRoom.Settings(
                                id,
                                new Suspects(folder),
                                new Publishers(
                                        folder.resolve("etc/publishers"), Clock.systemUTC(), false),
                                offer,
                                safeMode,
                                faults),
                        Clock.systemUTC());
        if (!safeMode) {
            until(() -> !room.health().detail().contains("being started"));
        }
    }

    void halt() throws Exception {
        room.close();
        framework.stop();
        assertThat(framework.waitForStop(20_000).getType())
                .as("it stops, whatever hangs in it")
                .isNotEqualTo(FrameworkEvent.WAIT_TIMEDOUT);
    }

    /** Ends it as a process that is killed does: PostgreSQL hears nothing of it. */
    void kill() throws Exception {
        room.abandon();
        framework.stop();
        framework.waitForStop(20_000);
    }

    void loseStorage() throws IOException {
        try (var files = Files.walk(folder.resolve("framework"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Puts other bytes under the bundles in the framework's storage; returns under how many. */
    int overwriteStoredBundles(byte[] content) throws IOException {
        try (var files = Files.walk(folder.resolve("framework"))) {
            List<Path> jars =
                    files.filter(file -> file.getFileName().toString().equals("bundle.jar"))
                            .toList();
            for (Path jar : jars) {
                Files.write(jar, content);
            }
            return jars.size();
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    FeatureEngine engine() {
        return room.engine();
    }

    FeaturesRoom room() {
        return room;
    }

    Path folder() {
        return folder;
    }

    static Request request() {
        return new Request(
                "ada",
                Source.API,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Locale.ENGLISH);
    }

    InstallOutcome install(Pack pack) {
        return engine().install(pack.bytes(), request());
    }

    String reasons(byte[] archive) {
        InstallOutcome outcome = engine().install(archive, request());
        assertThat(outcome).isInstanceOf(InstallOutcome.Rejected.class);
        return String.join(" ", ((InstallOutcome.Rejected) outcome).reasons());
    }

    FeatureStatus status(String feature) {
        return engine().all().stream()
                .filter(status -> status.id().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    /** The versions whose service is picked up by those who ask the filter. */
    @SuppressWarnings("rawtypes") // A service's type has no parameters.
    List<String> active(String feature) {
        try {
            Collection<ServiceReference<Supplier>> found =
                    context()
                            .getServiceReferences(
                                    Supplier.class, "(sample=sample." + feature + ")");
            return found.stream()
                    .filter(this::isActive)
                    .map(context()::getService)
                    // Gone between the question and the answer, as what is swapped may be.
                    .filter(Objects::nonNull)
                    .map(service -> (String) service.get())
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isActive(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle != null && filter.isActive(bundle.getBundleId());
    }

    /** Locations of the bundles beside the framework's own. */
    List<String> bundles() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getBundleId() != 0)
                .map(Bundle::getLocation)
                .toList();
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static String keyId() {
        return KeyId.of(Pack.ADA.getPublic()).value();
    }
}
