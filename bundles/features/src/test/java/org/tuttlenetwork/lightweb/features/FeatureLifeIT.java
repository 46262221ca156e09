// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Step;
import org.tuttlenetwork.lightweb.features.store.PlaceStore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an administrator does with features, over a real PostgreSQL in a real Felix. */
class FeatureLifeIT {
    @RegisterExtension private final Postgres postgres = new Postgres();
    @TempDir private Path folder;
    private TestHost host;

    @BeforeEach
    void boot() {
        host = new TestHost(postgres.database(), folder);
        host.boot();
    }

    @AfterEach
    void halt() throws Exception {
        host.halt();
    }

    @Test
    void livesFromInstallationToRemovalAndBack() {
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isEqualTo(live("1.0.0", Optional.empty()));
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.status("garden").facts())
                .isEqualTo(new FeatureStatus.Facts(true, true, true, true, true));
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isInstanceOf(InstallOutcome.AlreadyPresent.class);
        assertThat(host.install(Pack.of("garden", "1.1.0")))
                .isEqualTo(live("1.1.0", Optional.of("1.0.0")));
        assertThat(host.active("garden")).containsExactly("1.1.0");
        assertThat(host.bundles()).as("the old one is gone").hasSize(1);

        host.engine().remove("garden", "ada");
        assertThat(host.bundles()).isEmpty();
        assertThat(host.status("garden").state()).isEqualTo(State.REMOVED);
        assertThat(host.install(Pack.of("garden", "1.1.0")))
                .isEqualTo(live("1.1.0", Optional.empty()));
        assertThat(history("garden"))
                .containsExactly(
                        "INSTALL DONE",
                        "INSTALL LIVE",
                        "REMOVE DONE",
                        "UPDATE DONE",
                        "UPDATE LIVE",
                        "INSTALL DONE",
                        "INSTALL LIVE");
    }

    @Test
    void goesBackToTheVersionBeforeAndToAKeptOneByName() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("garden", "1.1.0"));
        host.install(Pack.of("garden", "1.2.0"));
        assertThat(host.engine().rollback("garden", Optional.empty(), TestHost.request()))
                .isEqualTo(live("1.1.0", Optional.of("1.2.0")));
        assertThat(host.active("garden")).containsExactly("1.1.0");
        assertThat(host.engine().rollback("garden", Optional.of("1.0.0"), TestHost.request()))
                .isEqualTo(live("1.0.0", Optional.of("1.1.0")));
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThatThrownBy(
                        () ->
                                host.engine()
                                        .rollback(
                                                "garden", Optional.of("9.0.0"), TestHost.request()))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("No version of garden is kept");
    }

    @Test
    void refusesOlderVersionsUnlessAskedForByNameAndOtherBytesUnderOneVersion() {
        host.install(Pack.of("garden", "1.1.0"));
        byte[] older = Pack.of("garden", "1.0.0").bytes();
        assertThat(host.reasons(older)).contains("1.1.0").contains("newer than 1.0.0");
        assertThat(host.reasons(Pack.of("garden", "1.1.0").headers(Map.of("X-Other", "y")).bytes()))
                .contains("was installed before with other content");
        assertThat(
                        host.reasons(
                                Pack.of("attic", "1.0.0")
                                        .headers(Map.of("Bundle-SymbolicName", "sample.garden"))
                                        .bytes()))
                .contains("sample.garden")
                .contains("belongs to something else");
        assertThat(host.active("garden")).containsExactly("1.1.0");
        Request byName = TestHost.request().downgradingTo(Optional.of("1.0.0"));
        assertThat(host.engine().install(older, byName))
                .isEqualTo(live("1.0.0", Optional.of("1.1.0")));
    }

    @Test
    void plansWhatItThenDoesExactly() {
        host.install(Pack.of("garden", "1.0.0"));
        byte[] archive =
                Pack.of("garden", "1.1.0")
                        .extension("\"permissions\": [\"framework\", \"network\"]")
                        .configurations("{\"lightweb.garden\": {\"water\": \"yes\"}}")
                        .bytes();
        FeaturePlan plan = host.engine().plan(archive, TestHost.request());
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.publisher().trusted()).isTrue();
        assertThat(plan.publisher().keyId()).isEqualTo(TestHost.keyId());
        assertThat(plan.subject().before()).contains("1.0.0");
        assertThat(plan.steps())
                .extracting(Step::kind)
                .containsExactly(Step.Kind.CONFIGURE, Step.Kind.INSTALL, Step.Kind.REPLACE);
        assertThat(plan.powers().fresh()).extracting("permission").containsExactly("network");
        assertThat(plan.powers().rating()).isEqualTo(1);
        assertThat(plan.undo().possible()).isTrue();
        assertThat(host.active("garden")).as("nothing runs by a plan").containsExactly("1.0.0");

        assertThat(host.engine().apply(plan.id(), TestHost.request()))
                .isInstanceOf(InstallOutcome.Live.class);
        assertThat(host.active("garden")).containsExactly("1.1.0");
        assertThatThrownBy(() -> host.engine().apply(plan.id(), TestHost.request()))
                .as("applied once")
                .isInstanceOf(LightWebException.class);
    }

    @Test
    void doesNothingWhereTheWorldHasChangedSinceThePlan() {
        host.install(Pack.of("garden", "1.0.0"));
        FeaturePlan plan =
                host.engine().plan(Pack.of("garden", "1.2.0").bytes(), TestHost.request());
        host.install(Pack.of("garden", "1.1.0"));
        assertThat(host.engine().apply(plan.id(), TestHost.request()))
                .isInstanceOf(InstallOutcome.PlanChanged.class);
        assertThat(host.active("garden")).containsExactly("1.1.0");
    }

    @Test
    void refusesWhoIsNotTrustedEachInWordsOfItsOwn() throws Exception {
        var stranger = Pack.pair();
        var files = Pack.of("garden", "1.0.0").files();
        files.replaceAll((name, bytes) -> name.endsWith(".sig") ? new byte[64] : bytes);
        String tampered = host.reasons(Pack.archive(files));
        String unsigned = host.reasons(Pack.of("garden", "1.0.0").unsigned());
        String unknown = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        host.trust("eve", stranger.getPublic(), "expires = 2020-01-01");
        String expired = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        host.trust("eve", stranger.getPublic(), "revoked = true");
        String revoked = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        host.trust("eve", stranger.getPublic(), "features = attic");
        String other = host.reasons(Pack.of("garden", "1.0.0").signedBy(stranger).bytes());
        String incompatible =
                host.reasons(
                        Pack.of("garden", "1.0.0")
                                .extension(
                                        "\"requires\": {\"api\": \"[7,8)\"}, \"permissions\":"
                                                + " [\"framework\"]")
                                .bytes());
        assertThat(Set.of(tampered, unsigned, unknown, expired, revoked, other, incompatible))
                .hasSize(7)
                .noneMatch(String::isBlank);
        assertThat(incompatible).contains("[7");
        assertThat(host.bundles()).isEmpty();
        assertThat(host.engine().all()).isEmpty();
        assertThat(history("garden")).hasSize(7).containsOnly("INSTALL REFUSED");
    }

    @Test
    void stopsWhatARevokedPublisherSignedAtTheNextStartAndNotWhatAnExpiredOneDid()
            throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.trust("ada", Pack.ADA.getPublic(), "expires = 2020-01-01");
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        host.halt();
        host.trust("ada", Pack.ADA.getPublic(), "revoked = true");
        host.boot();
        assertThat(host.active("garden")).isEmpty();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("garden").detail()).contains("revoked");
        assertThat(host.status("garden").facts().verified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update features.revision_bundle b set sha256 = o.sha256 from"
                        + " features.revision_bundle o where b.feature = 'garden' and o.feature ="
                        + " 'attic'",
                "insert into features.revision_bundle select 'garden', '1.0.0', 1,"
                        + " symbolic_name, sha256 from features.revision_bundle where feature ="
                        + " 'attic'",
                "update features.revision r set description = o.description from"
                        + " features.revision o where r.feature = 'garden' and o.feature = 'attic';"
                        + " update features.revision_signature s set signature = o.signature from"
                        + " features.revision_signature o where s.feature = 'garden' and o.feature"
                        + " = 'attic'; update features.revision_bundle b set sha256 = o.sha256 from"
                        + " features.revision_bundle o where b.feature = 'garden' and o.feature ="
                        + " 'attic'"
            })
    void runsNothingThatWasNotSignedHoweverTheDatabaseIsWritten(String written) throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("attic", "1.0.0"));
        host.engine().remove("attic", "ada");
        host.halt();
        postgres.execute(written);
        host.boot();
        assertThat(host.bundles()).isEmpty();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("garden").detail()).contains("not what was signed");
        assertThat(host.status("garden").facts().verified()).isFalse();
    }

    @Test
    void runsWhatPostgresqlKeepsAndNotWhatTheFrameworksStorageDoes() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        byte[] other = Pack.of("garden", "9.0.0").bundle();
        assertThat(host.overwriteStoredBundles(other)).isEqualTo(1);
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void keepsARevisionsExportsToItselfSoThatItsClosureIsItself() {
        Pack exporting =
                Pack.of("garden", "1.0.0").headers(Map.of("Export-Package", "sample.shared"));
        host.install(exporting);
        Pack greedy =
                Pack.of("attic", "1.0.0")
                        .headers(
                                Map.of(
                                        "Import-Package",
                                        "org.osgi.framework,sample.shared,"
                                                + "org.tuttlenetwork.lightweb.api.health"));
        assertThat(host.reasons(greedy.bytes())).contains("sample.shared");
        Set<Bundle> closure =
                Set.copyOf(host.room().revisions().closure(new RevisionKey("garden", "1.0.0")));
        Set<Bundle> own =
                Arrays.stream(host.context().getBundles())
                        .filter(bundle -> "sample.garden".equals(bundle.getSymbolicName()))
                        .collect(Collectors.toSet());
        assertThat(closure).isEqualTo(own).hasSize(1);
    }

    @Test
    void bringsConfigurationUnderWhatEtcSaysAndTakesItAlongOnTheWayBack() {
        host.configurations.values.put(
                "lightweb.garden", new java.util.Hashtable<>(Map.of("depth", "9")));
        host.install(
                Pack.of("garden", "1.0.0")
                        .configurations(
                                "{\"lightweb.garden\": {\"depth\": \"1\", \"water\": \"a\"}}"));
        assertThat(targeted()).containsExactly(Map.of("depth", "9", "water", "a"));
        host.install(
                Pack.of("garden", "1.1.0")
                        .configurations("{\"lightweb.garden\": {\"water\": \"b\"}}"));
        assertThat(targeted()).containsExactly(Map.of("depth", "9", "water", "b"));
        host.engine().rollback("garden", Optional.empty(), TestHost.request());
        assertThat(targeted()).containsExactly(Map.of("depth", "9", "water", "a"));
        host.engine().remove("garden", "ada");
        assertThat(targeted()).isEmpty();
    }

    @Test
    void leavesNothingOfARefusedInstallationThatCouldNotBeDeleted() throws Exception {
        System.setProperty("sample.garden-1.0.0", "throw");
        Pack claiming =
                Pack.moody("garden", "1.0.0", 0)
                        .extension(
                                "\"paths\": [\"lawn\"], \"health\":"
                                        + " {\"startSeconds\": 1, \"graceSeconds\": 0},"
                                        + " \"permissions\": [\"framework\"]")
                        .scripts(Map.of("V1__a.sql", "select 1"));
        host.reasons(claiming.bytes());
        Pack other =
                Pack.of("attic", "1.0.0")
                        .extension(
                                "\"paths\": [\"lawn\"], \"health\":"
                                        + " {\"graceSeconds\": 0}, \"permissions\":"
                                        + " [\"framework\"]");
        assertThat(host.install(other)).isInstanceOf(InstallOutcome.Live.class);
        host.engine().purge("garden", "ada");
        assertThat(host.dumps.made).containsExactly("PURGE garden");
        assertThatThrownBy(() -> host.engine().purge("garden", "ada"))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("no such feature");
    }

    @Test
    void saysWhoWasFasterWhereTwoFeaturesTakeOnePlaceAtOnce() {
        PlaceStore places = new PlaceStore();
        Database database = postgres.database().unit("features", List.of(), FeatureEngine.class);
        database.write(
                tx -> {
                    places.take(tx, "attic", List.of("/lawn"));
                    places.take(tx, "attic", List.of("/lawn"));
                    return true;
                });
        assertThatThrownBy(
                        () ->
                                database.write(
                                        tx -> {
                                            places.take(tx, "garden", List.of("/lawn"));
                                            return true;
                                        }))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("/lawn belongs to attic");
    }

    @Test
    void takesAPropertyThatEtcWritesInAnotherCase() {
        host.configurations.values.put(
                "lightweb.garden", new java.util.Hashtable<>(Map.of("Depth", "9")));
        host.install(
                Pack.of("garden", "1.0.0")
                        .configurations("{\"lightweb.garden\": {\"depth\": \"1\"}}"));
        assertThat(targeted()).containsExactly(Map.of("depth", "9"));
    }

    @Test
    void runsTheOthersWhereConfigAdminDoesNotTakeWhatOneBrings() throws Exception {
        host.install(Pack.of("attic", "1.0.0"));
        host.install(
                Pack.of("garden", "1.0.0")
                        .configurations("{\"lightweb.garden\": {\"depth\": \"1\"}}"));
        host.halt();
        host.configurations.refused = "lightweb.garden";
        host.boot();
        assertThat(host.active("attic")).containsExactly("1.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(
                        host.reasons(
                                Pack.of("garden", "2.0.0")
                                        .configurations("{\"lightweb.garden\": {\"depth\": \"1\"}}")
                                        .bytes()))
                .contains("not taken");
        assertThat(host.status("garden").onItsWay()).isEmpty();
    }

    @Test
    void startsWhatShouldRunAndDoesNotWhereItsArchiveComesAgain() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        postgres.execute("update features.artefact set content = 'damaged'");
        host.boot();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isEqualTo(live("1.0.0", Optional.empty()));
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isInstanceOf(InstallOutcome.AlreadyPresent.class);
    }

    @Test
    void startsWhatARevokedPublisherSignedOnceAnotherHasSignedIt() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.trust("ada", Pack.ADA.getPublic(), "revoked = true");
        host.boot();
        assertThat(host.active("garden")).isEmpty();
        var eve = Pack.pair();
        host.trust("eve", eve.getPublic(), "");
        assertThat(host.install(Pack.of("garden", "1.0.0").signedBy(eve)))
                .isInstanceOf(InstallOutcome.Live.class);
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void goesBackAlsoWhereThePublishersKeyHasExpired() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("garden", "2.0.0"));
        host.trust("ada", Pack.ADA.getPublic(), "expires = 2020-01-01");
        assertThat(host.engine().rollback("garden", Optional.empty(), TestHost.request()))
                .isEqualTo(live("1.0.0", Optional.of("2.0.0")));
    }

    @Test
    void keepsTheVersionThatAWayBackFailedToReach() {
        host.install(Pack.moody("garden", "1.0.0", 0));
        host.install(Pack.of("garden", "2.0.0"));
        host.install(Pack.of("garden", "3.0.0"));
        System.setProperty("sample.garden-1.0.0", "fail-start");
        Optional<String> oldest = Optional.of("1.0.0");
        assertThat(host.engine().rollback("garden", oldest, TestHost.request()))
                .isInstanceOf(InstallOutcome.Rejected.class);
        System.clearProperty("sample.garden-1.0.0");
        assertThat(host.engine().rollback("garden", oldest, TestHost.request()))
                .isEqualTo(live("1.0.0", Optional.of("3.0.0")));
    }

    @Test
    void isDeletedWithItsDataVersionsAndPlacesOnlyWhereThatIsAskedFor() {
        host.install(Pack.of("garden", "1.0.0"));
        host.engine().remove("garden", "ada");
        assertThat(host.dumps.made).as("its data stays").isEmpty();
        host.install(Pack.of("garden", "1.0.0"));
        host.engine().purge("garden", "ada");
        assertThat(host.dumps.made).containsExactly("PURGE garden");
        assertThat(host.bundles()).isEmpty();
        assertThat(host.engine().all()).isEmpty();
        assertThat(history("garden").getFirst()).isEqualTo("PURGE DONE");
        Pack other = Pack.of("garden", "1.0.0").headers(Map.of("X-Other", "bytes"));
        assertThat(host.install(other))
                .as("the version may come anew")
                .isInstanceOf(InstallOutcome.Live.class);
    }

    private List<Map<String, Object>> targeted() {
        return host.configurations.values.entrySet().stream()
                .filter(entry -> entry.getKey().contains("|"))
                .map(
                        entry ->
                                java.util.Collections.list(entry.getValue().keys()).stream()
                                        .collect(
                                                Collectors.toMap(
                                                        key -> key,
                                                        key -> entry.getValue().get(key))))
                .toList();
    }

    @Test
    void takesAFileOnceAndLeavesWhatBecameOfItAlone() throws Exception {
        Path deploy = deployFolder();
        Path file = deploy.resolve("garden.jar");
        DropFolder first = new DropFolder(host.engine(), deploy);
        Files.write(file, Pack.of("garden", "1.0.0").extension("").bytes());
        TestHost.until(() -> first.health().detail().contains("imports"));
        Files.write(file, Pack.of("garden", "1.0.0").bytes());
        TestHost.until(() -> first.health().detail().contains("waits for an administrator"));
        FeaturePlan waiting = host.engine().waiting(TestHost.request()).getFirst();
        assertThat(host.active("garden")).as("new permissions wait for a person").isEmpty();
        host.engine().apply(waiting.id(), TestHost.request());
        assertThat(host.active("garden")).containsExactly("1.0.0");
        first.close();

        host.engine().remove("garden", "ada");
        DropFolder second = new DropFolder(host.engine(), deploy);
        lookTwice(second);
        assertThat(host.active("garden")).as("removed by a person, still lying there").isEmpty();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        TestHost.until(() -> !host.engine().waiting(TestHost.request()).isEmpty());
        host.engine()
                .apply(
                        host.engine().waiting(TestHost.request()).getFirst().id(),
                        TestHost.request());
        Files.delete(file);
        TestHost.until(() -> host.active("garden").isEmpty());
        second.close();
    }

    @Test
    void takesAFileOnceWhateverBecameOfItAlsoAfterARestart() throws Exception {
        Path deploy = deployFolder();
        host.install(Pack.of("garden", "1.0.0"));
        System.setProperty("sample.garden-2.0.0", "fail-start");
        DropFolder first = new DropFolder(host.engine(), deploy);
        Files.write(deploy.resolve("garden.jar"), Pack.moody("garden", "2.0.0", 0).bytes());
        TestHost.until(() -> first.health().detail().contains("No water in the garden"));
        first.close();
        List<String> before = history("garden");
        DropFolder second = new DropFolder(host.engine(), deploy);
        lookTwice(second);
        assertThat(history("garden")).as("refused once").isEqualTo(before);
        second.close();

        host.engine().purge("garden", "ada");
        DropFolder third = new DropFolder(host.engine(), deploy);
        lookTwice(third);
        assertThat(host.engine().inFolder()).as("purged by a person").isEmpty();
        assertThat(history("garden").getFirst()).isEqualTo("PURGE DONE");
        third.close();
    }

    @Test
    void stopsOnlyWhatCameFromTheFile() throws Exception {
        Path deploy = deployFolder();
        Pack garden = Pack.of("garden", "1.0.0");
        host.install(garden);
        Path file = Files.write(deploy.resolve("copy.jar"), garden.bytes());
        DropFolder inbox = new DropFolder(host.engine(), deploy);
        lookTwice(inbox);
        Files.delete(file);
        lookTwice(inbox);
        assertThat(host.active("garden")).containsExactly("1.0.0");
        inbox.close();
    }

    private Path deployFolder() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwx------"));
        return deploy;
    }

    private static void lookTwice(DropFolder inbox) {
        inbox.look();
        inbox.look();
        inbox.look();
    }

    private static InstallOutcome live(String version, Optional<String> previous) {
        return new InstallOutcome.Live("garden", version, previous, Optional.empty());
    }

    private List<String> history(String feature) {
        return host.engine().history(feature, Optional.empty(), 50).stream()
                .map(each -> each.entry().action() + " " + each.entry().outcome())
                .toList();
    }
}
