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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.store.HistoryEntry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A new version on its way: through the gate, its grace period, crashes, and over two hosts. */
class RolloutIT {
    @RegisterExtension private final Postgres postgres = new Postgres();
    @TempDir private Path folder;
    private final List<TestHost> hosts = new ArrayList<>();
    private TestHost host;

    @BeforeEach
    void boot() {
        host = another("first");
        host.boot();
    }

    @AfterEach
    void halt() throws Exception {
        for (TestHost each : hosts) {
            each.halt();
        }
    }

    private TestHost another(String name) {
        TestHost made = new TestHost(postgres.database(), folder.resolve(name));
        hosts.add(made);
        return made;
    }

    private static void mood(String version, String mood) {
        System.setProperty("sample.garden-" + version, mood);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail-start | No water in the garden",
                "hang-start | hangs at org.tuttlenetwork.lightweb.features.Moody.start",
                "down       | The pump is broken.",
                "throw      | The pump exploded",
                "hang       | hangs at org.tuttlenetwork.lightweb.features.Moody$Mood.sleep",
                "hang-service | hangs at org.tuttlenetwork.lightweb.features.Moody$Mood.sleep"
            })
    void keepsWhatRunsWhereTheNewOneDoesNotPassTheGateAndSaysWhy(String mood, String why) {
        host.install(Pack.of("garden", "1.0.0"));
        mood("2.0.0", mood);
        assertThat(host.reasons(Pack.moody("garden", "2.0.0", 0).bytes())).contains(why);
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
        assertThat(last().outcome()).isEqualTo("REFUSED");
        mood("2.0.0", "");
        assertThat(host.install(Pack.moody("garden", "2.0.0", 0)))
                .as("it was never installed: it may come mended")
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void getsNoServiceOfAFeatureButItsHealthChecks() {
        mood("1.0.0", "lazy");
        assertThat(host.install(Pack.moody("garden", "1.0.0", 0)))
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void saysInFewLinesWhyABundleDoesNotResolve() {
        Map<String, String> needy =
                Map.of("Import-Package", "org.osgi.framework,org.gone;version=\"[1,2)\"");
        String why = host.reasons(Pack.of("garden", "1.0.0").headers(needy).bytes());
        assertThat(why).contains("org.gone");
        assertThat(why.lines().count()).isLessThanOrEqualTo(5);
        assertThat(host.bundles()).isEmpty();
    }

    @Test
    void keepsTheOldVersionIdleDuringTheGracePeriodAndThenLetsItGo() {
        host.install(Pack.of("garden", "1.0.0"));
        assertThat(host.install(Pack.moody("garden", "2.0.0", 2)))
                .isInstanceOfSatisfying(
                        InstallOutcome.Live.class,
                        live -> assertThat(live.graceUntil()).isPresent());
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(host.bundles()).as("both are there").hasSize(2);
        assertThat(host.status("garden").state()).isEqualTo(State.TRYING);
        assertThat(host.reasons(Pack.of("garden", "3.0.0").bytes())).contains("on its way");

        TestHost.until(() -> host.bundles().size() == 1);
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
        assertThat(host.status("garden").previous()).contains("1.0.0");
    }

    @Test
    void goesBackByItselfWhereItTurnsUnhealthyInItsGracePeriod() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        mood("2.0.0", "down");
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.bundles().size() == 1);
        assertThat(last().outcome()).isEqualTo("TAKEN_BACK");
        assertThat(last().detail()).contains("The pump is broken.");
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void takesAFirstVersionOutAgainWhereItTurnsUnhealthy() {
        host.install(Pack.moody("garden", "1.0.0", 600));
        mood("1.0.0", "down");
        TestHost.until(() -> host.bundles().isEmpty());
        assertThat(last().outcome()).isEqualTo("TAKEN_BACK");
        assertThat(host.engine().all()).isEmpty();
    }

    @Test
    void isTakenBackByAPersonDuringItsGracePeriod() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        assertThat(host.engine().rollback("garden", Optional.empty(), TestHost.request()))
                .isInstanceOf(InstallOutcome.TakenBack.class);
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.bundles()).hasSize(1);
    }

    @Test
    void doesNotGoBackByItselfAcrossWhatCannotBeUndone() {
        host.install(beforeThat());
        Pack forGood = changingForGood("2.0.0", 600);
        assertThat(host.engine().plan(forGood.bytes(), TestHost.request()).undo().possible())
                .isFalse();
        host.install(forGood);
        assertThat(host.dumps.made).containsExactly("MIGRATION garden");
        assertThatThrownBy(
                        () ->
                                host.engine()
                                        .rollback("garden", Optional.empty(), TestHost.request()))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("cannot work with");
        mood("2.0.0", "down");
        TestHost.until(() -> host.bundles().isEmpty());
        assertThat(host.status("garden").state()).isEqualTo(State.STOPPED);
        assertThat(host.status("garden").detail()).contains("restore the dump");
        assertThat(last().outcome()).isEqualTo("STOPPED");
    }

    private static Pack changingForGood(String version, int grace) {
        return Pack.moody("garden", version, grace)
                .extension(
                        "\"migrations\": {\"irreversible\": [\"2\"]}, \"health\":"
                                + " {\"startSeconds\": 2, \"graceSeconds\": "
                                + grace
                                + "}, \"permissions\": [\"framework\"]")
                .scripts(Map.of("V1__a.sql", "select 1", "V2__b.sql", "select 2"));
    }

    private static Pack beforeThat() {
        return Pack.of("garden", "1.0.0").scripts(Map.of("V1__a.sql", "select 1"));
    }

    @ParameterizedTest
    @CsvSource({"before-start, RUNNING", "after-start, STOPPED", "after-gate, STOPPED"})
    void doesNotGoBackAfterACrashAcrossWhatCannotBeUndone(String place, State expected)
            throws Exception {
        host.install(beforeThat());
        host.halt();
        host.boot(killAt(place), false);
        assertThatThrownBy(() -> host.install(changingForGood("2.0.0", 0)))
                .isInstanceOf(Killed.class);
        host.kill();
        host.boot();
        assertThat(host.status("garden").state()).isEqualTo(expected);
        assertThat(last().detail()).contains("The host ended while it tried it");
    }

    @ParameterizedTest
    @CsvSource({"fail-start, RUNNING", "throw, STOPPED"})
    void stopsAHealthyFeatureOnlyWhereItsMigrationRan(String mood, State expected) {
        host.install(beforeThat());
        mood("2.0.0", mood);
        InstallOutcome outcome = host.install(changingForGood("2.0.0", 0));
        assertThat(outcome instanceof InstallOutcome.Stopped).isEqualTo(expected == State.STOPPED);
        assertThat(host.dumps.made).containsExactly("MIGRATION garden");
        assertThat(host.status("garden").state()).isEqualTo(expected);
    }

    @Test
    void leavesTheVersionThatChangedItsDataWhereItIsRemovedInItsGracePeriod() {
        host.install(beforeThat());
        host.install(changingForGood("2.0.0", 600));
        host.engine().remove("garden", "ada");
        assertThat(host.status("garden").state()).isEqualTo(State.REMOVED);
        assertThat(host.status("garden").version()).isEqualTo("2.0.0");
        assertThat(host.bundles()).isEmpty();
    }

    @Test
    void copiesTheDataOfARemovedFeatureBeforeChangingItForGood() {
        host.install(beforeThat());
        host.engine().remove("garden", "ada");
        byte[] forGood = changingForGood("2.0.0", 0).bytes();
        assertThat(host.engine().plan(forGood, TestHost.request()).undo().possible()).isFalse();
        host.install(changingForGood("2.0.0", 0));
        assertThat(host.dumps.made).containsExactly("MIGRATION garden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "STOPPED", "REMOVED"})
    void runsNoVersionThatItsDataHasLeftBehindHoweverItIsAskedFor(String state) throws Exception {
        host.install(beforeThat());
        host.install(changingForGood("2.0.0", 0));
        postgres.execute("update features.feature set state = '" + state + "'");
        assertThatThrownBy(
                        () ->
                                host.engine()
                                        .rollback(
                                                "garden", Optional.of("1.0.0"), TestHost.request()))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("cannot work with");
        Request byName = TestHost.request().downgradingTo(Optional.of("1.0.0"));
        assertThat(host.engine().install(beforeThat().bytes(), byName))
                .isInstanceOfSatisfying(
                        InstallOutcome.Rejected.class,
                        refused -> assertThat(refused.reasons().getFirst()).contains("restore"));
        assertThat(last().version()).isEqualTo("1.0.0");
        assertThat(last().outcome()).isEqualTo("REFUSED");
    }

    @Test
    void copiesTheDataBeforeTheMendedVersionOfAStoppedOneChangesItForGood() {
        host.install(beforeThat());
        mood("2.0.0", "throw");
        host.install(changingForGood("2.0.0", 0));
        assertThat(host.status("garden").state()).isEqualTo(State.STOPPED);
        Pack mended =
                changingForGood("2.1.0", 0)
                        .extension(
                                "\"migrations\": {\"irreversible\": [\"2\", \"3\"]},"
                                        + " \"health\": {\"graceSeconds\": 0}, \"permissions\":"
                                        + " [\"framework\"]")
                        .scripts(Map.of("V1__a.sql", "", "V2__b.sql", "", "V3__c.sql", "select 3"));
        assertThat(host.install(mended)).isInstanceOf(InstallOutcome.Live.class);
        assertThat(host.dumps.made).containsExactly("MIGRATION garden", "MIGRATION garden");
    }

    /** As a process that ends at a place: nobody catches it on the way. */
    private static final class Killed extends Error {}

    private static Faults killAt(String place) {
        return reached -> {
            if (reached.equals(place)) {
                throw new Killed();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "before-start, 1.0.0",
        "after-start, 1.0.0",
        "after-gate, 1.0.0",
        "after-passed, 2.0.0",
        "after-switch, 2.0.0"
    })
    void reachesTheOldOrTheNewStateWhereverItDies(String place, String expected) throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.boot(killAt(place), false);
        assertThatThrownBy(() -> host.install(Pack.of("garden", "2.0.0")))
                .isInstanceOf(Killed.class);
        host.kill();
        host.boot();

        TestHost.until(() -> host.status("garden").onItsWay().isEmpty());
        assertThat(host.active("garden")).containsExactly(expected);
        TestHost.until(() -> host.bundles().size() == 1);
        assertThat(host.status("garden").version()).isEqualTo(expected);
        assertThat(host.status("garden").state()).isEqualTo(State.RUNNING);
        assertThat(host.install(Pack.of("garden", "3.0.0")))
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void goesOnAfterACrashAlsoWhereThePublishersKeyHasExpired() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        host.kill();
        host.trust("ada", Pack.ADA.getPublic(), "expires = 2020-01-01");
        host.boot();
        assertThat(host.active("garden")).containsExactly("2.0.0");
    }

    @Test
    void takesBackWhatEndsTheHostTwice() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.moody("garden", "2.0.0", 600));
        host.kill();
        host.boot();
        assertThat(host.active("garden")).as("once may be chance").containsExactly("2.0.0");
        host.kill();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(last().detail()).contains("The host ended while it tried it");
    }

    @Test
    void finishesADeletionThatAHostDiedInAndInstallsNothingMeanwhile() throws Exception {
        host.install(Pack.of("garden", "1.0.0").scripts(Map.of("V1__a.sql", "select 1")));
        host.halt();
        host.boot(killAt("dumped"), false);
        assertThatThrownBy(() -> host.engine().purge("garden", "ada")).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> host.install(Pack.of("garden", "1.1.0")))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("is being deleted");
        host.kill();
        host.boot();
        TestHost.until(() -> last().action().equals("PURGE"));
        assertThat(last().actor()).isEqualTo("ada");
        assertThat(last().detail()).as("the dump of before").contains("is kept for 30 days");
        assertThat(host.engine().all()).isEmpty();
        assertThat(host.install(Pack.of("garden", "1.0.0")))
                .isInstanceOf(InstallOutcome.Live.class);
    }

    @Test
    void rebuildsALostStorageOfflineAndRunsNothingThatPostgresqlDoesNotWant() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("attic", "1.0.0"));
        host.halt();
        host.loseStorage();
        postgres.execute("update features.feature set state = 'REMOVED' where feature = 'attic'");
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.bundles()).hasSize(1);
    }

    @Test
    void runsTheOthersWhileOneHangsAtTheHostsStart() throws Exception {
        host.install(Pack.of("attic", "1.0.0"));
        host.install(Pack.moody("garden", "1.0.0", 0));
        host.halt();
        mood("1.0.0", "hang-start");
        host.boot();
        assertThat(host.active("attic")).containsExactly("1.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("garden").detail()).contains("hangs at");
    }

    @Test
    void runsTheOthersWhereTheBytesOfOneAreDamaged() throws Exception {
        host.install(Pack.of("attic", "1.0.0"));
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        postgres.execute(
                "update features.artefact a set content = 'damaged' from features.revision_bundle"
                        + " b where b.sha256 = a.sha256 and b.feature = 'attic'");
        host.loseStorage();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(host.status("attic").state()).isEqualTo(State.BROKEN);
        assertThat(host.status("attic").detail()).contains("is damaged");
        assertThat(host.room().health().detail()).contains("attic");
    }

    @Test
    void runsNothingThatWasInstalledInSafeModeAndAllOfItAfterwards() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        new Suspects(host.folder()).starting(new RevisionKey("garden", "1.0.0"));
        host.boot(Faults.NONE, true);
        TestHost.until(() -> host.bundles().isEmpty());
        assertThat(host.status("garden").state()).isEqualTo(State.OFF);
        assertThat(host.room().health().detail())
                .startsWith("Safe mode")
                .contains("ended while it started garden 1.0.0");
        host.halt();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void followsWhatTheFeedDidNotTellOf() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        postgres.execute("update features.feature set state = 'REMOVED'");
        TestHost.until(() -> host.bundles().isEmpty());
        postgres.execute("update features.feature set state = 'ACTIVE'");
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
    }

    @Test
    void startsWhatDidNotStartWithTheHostAsSoonAsItCan() throws Exception {
        host.install(Pack.moody("garden", "1.0.0", 0));
        host.halt();
        mood("1.0.0", "fail-start");
        host.boot();
        assertThat(host.status("garden").state()).isEqualTo(State.BROKEN);
        mood("1.0.0", "");
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.status("garden").state() == State.RUNNING);
    }

    @Test
    void triesWhatWasAskedForInSafeModeAtTheNextStart() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.boot(Faults.NONE, true);
        assertThat(host.install(Pack.of("garden", "2.0.0")))
                .isEqualTo(new InstallOutcome.AtNextStart("garden", "2.0.0"));
        assertThat(host.bundles()).isEmpty();
        host.halt();
        host.boot(Faults.NONE, true);
        host.halt();
        host.boot();
        assertThat(host.active("garden")).containsExactly("2.0.0");

        host.halt();
        host.boot(Faults.NONE, true);
        assertThat(host.engine().rollback("garden", Optional.empty(), TestHost.request()))
                .isEqualTo(new InstallOutcome.AtNextStart("garden", "1.0.0"));
        host.halt();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void takesNothingFromTheFolderInSafeMode() throws Exception {
        host.halt();
        host.boot(Faults.NONE, true);
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwx------"));
        Files.write(deploy.resolve("garden.jar"), Pack.of("garden", "1.0.0").bytes());
        DropFolder inbox = new DropFolder(host.engine(), deploy);
        for (int look = 0; look < 3; look++) {
            inbox.look();
        }
        assertThat(inbox.health().detail()).contains("safe mode");
        assertThat(host.engine().inFolder()).isEmpty();
        assertThat(host.engine().history("garden", Optional.empty(), 1)).isEmpty();
        inbox.close();
    }

    @Test
    void reachesTheOtherHostOnceItHeldOnTheFirst() {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        host.install(Pack.moody("garden", "2.0.0", 2));
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(second.active("garden")).as("not before it held").containsExactly("1.0.0");
        TestHost.until(() -> second.active("garden").equals(List.of("2.0.0")));
        TestHost.until(() -> host.status("garden").onItsWay().isEmpty());
        TestHost.until(() -> second.bundles().size() == 1 && host.bundles().size() == 1);
        assertThat(second.active("garden")).containsExactly("2.0.0");
    }

    @Test
    void goesOnWhereTheFirstHostRestartsInItsGracePeriod() throws Exception {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        host.install(Pack.moody("garden", "2.0.0", 600));
        host.halt();
        TimeUnit.SECONDS.sleep(2);
        host.boot();
        assertThat(host.active("garden")).containsExactly("2.0.0");
        assertThat(host.status("garden").state()).isEqualTo(State.TRYING);
        assertThat(second.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void isTakenBackOnBothWhereItTurnsRedOnOne() {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        host.install(Pack.moody("garden", "2.0.0", 2));
        TestHost.until(() -> second.active("garden").equals(List.of("2.0.0")));
        mood("2.0.0", "down");
        TestHost.until(() -> second.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.active("garden").equals(List.of("1.0.0")));
        assertThat(last().outcome()).isEqualTo("TAKEN_BACK");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agreesAfterEitherWasDown(boolean firstWasDown) throws Exception {
        TestHost second = another("second");
        second.boot();
        installOnBoth(second);
        TestHost down = firstWasDown ? host : second;
        TestHost up = firstWasDown ? second : host;
        down.halt();
        up.install(Pack.of("garden", "2.0.0"));
        TestHost.until(() -> up.status("garden").onItsWay().isEmpty());
        down.boot();
        assertThat(down.active("garden")).containsExactly("2.0.0");
        assertThat(up.active("garden")).containsExactly("2.0.0");
    }

    @Test
    void tellsTheSecondOfTwoAdministratorsAtOnceThatSomethingIsOnItsWay() throws Exception {
        TestHost second = another("second");
        second.boot();
        List<InstallOutcome> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
        List<String> conflicts = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> both = new ArrayList<>();
        for (TestHost each : List.of(host, second)) {
            both.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            outcomes.add(
                                                    each.install(Pack.moody("garden", "1.0.0", 2)));
                                        } catch (LightWebException e) {
                                            conflicts.add(e.detail());
                                        }
                                    }));
        }
        for (Thread thread : both) {
            thread.join();
        }
        assertThat(outcomes).filteredOn(InstallOutcome.Live.class::isInstance).hasSize(1);
        assertThat(conflicts.size() + outcomes.size()).isEqualTo(2);
        TestHost.until(
                () ->
                        host.active("garden").equals(List.of("1.0.0"))
                                && second.active("garden").equals(List.of("1.0.0")));
    }

    private void installOnBoth(TestHost second) {
        host.install(Pack.of("garden", "1.0.0"));
        TestHost.until(() -> second.active("garden").equals(List.of("1.0.0")));
        TestHost.until(() -> host.status("garden").onItsWay().isEmpty());
    }

    private HistoryEntry last() {
        return host.engine().history("garden", Optional.empty(), 1).getFirst().entry();
    }
}
