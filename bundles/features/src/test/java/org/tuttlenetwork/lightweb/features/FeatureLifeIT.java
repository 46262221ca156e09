// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Step;
import org.tuttlenetwork.lightweb.features.store.PlaceStore;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an administrator does with features, from the plan to the purge. */
class FeatureLifeIT extends HostFixture {
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
        assertThat(journal(7))
                .containsExactly(
                        "feature.install {\"version\":\"1.1.0\",\"outcome\":\"DONE\"}",
                        "feature.install {\"version\":\"1.1.0\",\"outcome\":\"LIVE\"}",
                        "feature.remove {\"version\":\"1.1.0\",\"outcome\":\"DONE\"}",
                        "feature.update {\"version\":\"1.1.0\",\"outcome\":\"DONE\"}",
                        "feature.update {\"version\":\"1.1.0\",\"outcome\":\"LIVE\"}",
                        "feature.install {\"version\":\"1.0.0\",\"outcome\":\"DONE\"}",
                        "feature.install {\"version\":\"1.0.0\",\"outcome\":\"LIVE\"}");
    }

    /** The newest of what administrators read of garden in the system's journal. */
    private List<String> journal(int limit) {
        JournalFilter garden =
                new JournalFilter(
                        Optional.of("feature."),
                        Optional.of(new UserId("ada")),
                        Optional.of("feature:garden"),
                        Optional.empty(),
                        Optional.empty());
        return postgres
                .database()
                .journal()
                .read(new JournalQuery(JournalNote.SYSTEM, garden, Long.MAX_VALUE, limit))
                .stream()
                .map(JournalEntry::note)
                .map(note -> note.action() + " " + note.after().orElseThrow())
                .toList();
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
}
