// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureEngine.FeatureStatus;
import org.tuttlenetwork.lightweb.features.store.FeatureStore.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.revision.WithheldBundles;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Features over a real PostgreSQL in a real Felix, through whatever ends a run. */
class FeatureEngineIT {
    private static TestDatabase postgres;
    private static Database unit;

    @TempDir Path folder;
    private final AtomicReference<Kill> kill = new AtomicReference<>(Kill.NEVER);
    private int writes;
    private Framework framework;
    private FeatureEngine engine;

    /** Where the process ends: around the write that says what should run. */
    private enum Kill {
        NEVER,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    @BeforeAll
    static void startDatabase() {
        postgres = TestDatabase.start();
        unit = postgres.unit("features", List.of(), FeatureEngine.class);
    }

    @AfterAll
    static void stopDatabase() {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate features.artefact, features.history cascade");
            statement.execute("truncate features.revision cascade");
        }
        boot();
    }

    @AfterEach
    void end() throws Exception {
        halt();
    }

    private void boot() throws Exception {
        framework =
                new org.apache.felix.framework.FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("framework").toString()));
        framework.start();
        engine =
                new FeatureEngine(
                        killable(),
                        new RunningFeatures(framework.getBundleContext(), new WithheldBundles()),
                        postgres.feed(),
                        Clock.systemUTC());
        // The engine works in order: once this is answered, what was installed is restored.
        assertThatThrownBy(() -> engine.remove("never-installed", "test"))
                .isInstanceOf(LightWebException.class);
    }

    private void halt() throws Exception {
        engine.close();
        framework.stop();
        framework.waitForStop(20_000);
    }

    private void reboot() throws Exception {
        halt();
        boot();
    }

    private Database killable() {
        return new Database() {
            @Override
            public <T> T write(Work<T> work) {
                boolean commit = ++writes == 2;
                if (commit && kill.get() == Kill.BEFORE_COMMIT) {
                    throw new Killed();
                }
                T result = unit.write(work);
                if (commit && kill.get() == Kill.AFTER_COMMIT) {
                    throw new Killed();
                }
                return result;
            }

            @Override
            public <T> T read(Work<T> work) {
                return unit.read(work);
            }
        };
    }

    /** As a process that ends: nobody catches it on the way. */
    private static final class Killed extends Error {}

    @Test
    void livesFromInstallationToRemovalAndBack() {
        assertThat(install(Pack.feature("garden", "1.0.0")))
                .isInstanceOf(InstallOutcome.Installed.class);
        assertThat(running("garden")).containsExactly("1.0.0");
        assertThat(install(Pack.feature("garden", "1.0.0")))
                .isInstanceOf(InstallOutcome.AlreadyPresent.class);
        assertThat(install(Pack.feature("garden", "1.1.0")))
                .isInstanceOf(InstallOutcome.Updated.class);
        assertThat(running("garden")).containsExactly("1.1.0");

        engine.remove("garden", "ada");
        assertThat(running("garden")).isEmpty();
        assertThat(bundles()).isEmpty();
        assertThat(status("garden").state()).isEqualTo(FeatureStatus.State.REMOVED);
        assertThat(install(Pack.feature("garden", "1.1.0")))
                .isInstanceOf(InstallOutcome.Installed.class);
        assertThat(running("garden")).containsExactly("1.1.0");
        assertThat(engine.history("garden"))
                .extracting(HistoryEntry::action)
                .containsExactly("INSTALL", "REMOVE", "UPDATE", "INSTALL");
    }

    @Test
    void rebuildsALostFrameworkStorageOffline() throws Exception {
        install(Pack.feature("garden", "1.0.0"));
        halt();
        try (var files = Files.walk(folder.resolve("framework"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        boot();
        assertThat(running("garden")).containsExactly("1.0.0");
    }

    @Test
    void startsNothingThatPostgresqlDoesNotWantEvenIfTheStorageHasIt() throws Exception {
        install(Pack.feature("garden", "1.0.0"));
        halt();
        unit.write(
                tx -> {
                    new org.tuttlenetwork.lightweb.features.store.FeatureStore()
                            .deactivate(tx, "garden", "another host", Instant.now());
                    return true;
                });
        boot();
        assertThat(running("garden")).isEmpty();
        assertThat(bundles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void reachesTheOldOrTheNewStateWhereverItDies(String where) throws Exception {
        install(Pack.feature("garden", "1.0.0"));
        kill.set(Kill.valueOf(where));
        writes = 0;
        assertThatThrownBy(() -> install(Pack.feature("garden", "2.0.0")))
                .hasRootCauseInstanceOf(Killed.class);
        kill.set(Kill.NEVER);
        reboot();

        String expected = where.equals("BEFORE_COMMIT") ? "1.0.0" : "2.0.0";
        assertThat(running("garden")).containsExactly(expected);
        assertThat(bundles()).hasSize(1);
        assertThat(status("garden").version()).isEqualTo(expected);
        assertThat(install(Pack.feature("garden", "2.0.0")))
                .isNotInstanceOf(InstallOutcome.Rejected.class);
        assertThat(running("garden")).containsExactly("2.0.0");
    }

    @Test
    void keepsWhatRunsWhenTheNewOneDoesNotStartAndSaysWhy() {
        install(Pack.feature("garden", "1.0.0"));
        Map<String, String> needy = Map.of("Import-Package", "org.osgi.framework,org.gone");
        assertThat(reasons(Pack.feature("garden", "2.0.0", needy))).contains("org.gone");
        assertThat(running("garden")).containsExactly("1.0.0");
        assertThat(bundles()).hasSize(1);
        assertThat(engine.history("garden").getFirst().outcome()).isEqualTo("REFUSED");

        assertThat(install(Pack.feature("garden", "2.0.0")))
                .as("the version was never installed: it may come mended")
                .isInstanceOf(InstallOutcome.Updated.class);
    }

    @Test
    void runsTheOthersWhereTheBytesOfOneAreDamaged() throws Exception {
        install(Pack.feature("attic", "1.0.0"));
        install(Pack.feature("garden", "1.0.0"));
        halt();
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update features.artefact a set content = 'damaged' from"
                            + " features.revision_bundle b where b.sha256 = a.sha256 and b.feature"
                            + " = 'attic'");
        }
        Files.move(folder.resolve("framework"), folder.resolve("framework-before"));
        boot();
        assertThat(running("garden")).containsExactly("1.0.0");
        assertThat(status("attic").state()).isEqualTo(FeatureStatus.State.BROKEN);
        assertThat(status("attic").detail()).contains("is damaged");
        assertThat(engine.health().detail()).contains("attic");
    }

    @Test
    void refusesInWordsOfItsOwnWhatNobodyShouldSend() {
        byte[] bundle = Pack.bundle("garden", "1.0.0", Map.of());
        byte[] description = Pack.description("garden", "1.0.0", bundle);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("feature.json", description);
        files.put("bundle.jar", Pack.bundle("garden", "1.0.1", Map.of()));
        String tampered = reasons(Pack.archive(files));
        files.put("bundle.jar", bundle);
        files.put("../outside", bundle);
        String slip = reasons(Pack.archive(files));
        files.remove("../outside");
        files.put("fundle.jar", bundle);
        byte[] renamed = Pack.archive(files);
        String twice = reasons(replaced(renamed, "fundle.jar", "bundle.jar"));
        String unnamed = reasons(renamed);
        files.remove("fundle.jar");
        files.put("large", new byte[65 * 1024 * 1024]);
        String large = reasons(Pack.archive(files));
        String other = reasons(Pack.feature("garden", "1.0.0", Map.of("LightWeb-Feature", "web")));
        String fragment =
                reasons(Pack.feature("garden", "1.0.0", Map.of("Fragment-Host", "system.bundle")));
        String nothing = reasons("no archive at all".getBytes(StandardCharsets.UTF_8));

        assertThat(tampered).contains("is not what feature.json says");
        assertThat(slip).contains("a path that leads elsewhere");
        assertThat(twice).contains("two entries of one name: bundle.jar");
        assertThat(unnamed).contains("does not name: fundle.jar");
        assertThat(large).contains("unpacks to more than 64 MiB");
        assertThat(other).contains("belongs to feature web");
        assertThat(fragment).contains("is a fragment");
        assertThat(nothing).contains("not an archive");
        assertThat(List.of(tampered, slip, twice, unnamed, large, other, fragment, nothing))
                .doesNotHaveDuplicates();
        assertThat(engine.all()).isEmpty();
        assertThat(bundles()).isEmpty();
    }

    @Test
    void refusesOlderVersionsAndOtherBytesUnderOneVersion() {
        install(Pack.feature("garden", "1.1.0"));
        assertThat(reasons(Pack.feature("garden", "1.0.0"))).contains("which is newer than 1.0.0");
        assertThat(reasons(Pack.feature("garden", "1.1.0", Map.of("X-Other", "content"))))
                .contains("was installed before with other content");
        assertThat(
                        reasons(
                                Pack.feature(
                                        "attic",
                                        "1.0.0",
                                        Map.of("Bundle-SymbolicName", "sample.garden"))))
                .contains("belongs to another feature");
        assertThat(running("garden")).containsExactly("1.1.0");
    }

    @Test
    void takesAFileOnceAndLeavesWhatBecameOfItAlone() throws Exception {
        Path deploy = deployFolder();
        Path file = deploy.resolve("garden.jar");
        DropFolder first = new DropFolder(engine, deploy, true);
        Files.write(file, Pack.feature("garden", "1.0.0"));
        until(() -> running("garden").equals(List.of("1.0.0")));
        first.close();

        engine.remove("garden", "ada");
        DropFolder second = new DropFolder(engine, deploy, true);
        lookTwice(second);
        assertThat(running("garden")).as("removed by a person, and still lying there").isEmpty();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        until(() -> running("garden").equals(List.of("1.0.0")));

        Files.delete(file);
        until(() -> running("garden").isEmpty());
        assertThat(second.health().detail()).isEmpty();
        second.close();
    }

    @Test
    void stopsOnlyWhatCameFromTheFile() throws Exception {
        Path deploy = deployFolder();
        byte[] archive = Pack.feature("garden", "1.0.0");
        install(archive);
        Path file = Files.write(deploy.resolve("copy.jar"), archive);
        DropFolder inbox = new DropFolder(engine, deploy, true);
        lookTwice(inbox);
        Files.delete(file);
        lookTwice(inbox);
        assertThat(running("garden")).containsExactly("1.0.0");
        inbox.close();
    }

    private Path deployFolder() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwx------"));
        }
        return deploy;
    }

    private static void lookTwice(DropFolder inbox) {
        inbox.look();
        inbox.look();
        inbox.look();
    }

    private InstallOutcome install(byte[] archive) {
        return engine.install(archive, "ada", Source.API, null);
    }

    private String reasons(byte[] archive) {
        InstallOutcome outcome = install(archive);
        assertThat(outcome).isInstanceOf(InstallOutcome.Rejected.class);
        return String.join(" ", ((InstallOutcome.Rejected) outcome).reasons());
    }

    /** The versions whose service is there. */
    @SuppressWarnings("rawtypes") // A service's type has no parameters.
    private List<String> running(String feature) {
        BundleContext context = framework.getBundleContext();
        try {
            Collection<ServiceReference<Supplier>> found =
                    context.getServiceReferences(Supplier.class, "(sample=sample." + feature + ")");
            return found.stream().map(context::getService).map(s -> (String) s.get()).toList();
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Locations of the bundles beside the framework's own. */
    private List<String> bundles() {
        return java.util.Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> bundle.getBundleId() != 0)
                .map(bundle -> bundle.getLocation())
                .toList();
    }

    private FeatureStatus status(String feature) {
        return engine.all().stream()
                .filter(status -> status.id().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] replaced(byte[] archive, String name, String other) {
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        return text.replace(name, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
