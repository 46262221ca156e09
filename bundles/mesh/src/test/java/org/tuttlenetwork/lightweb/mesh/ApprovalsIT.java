// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.demo.netbird.Fault;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.plan.Effect;
import org.tuttlenetwork.lightweb.mesh.store.Approval;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.HeldChange;
import org.tuttlenetwork.lightweb.mesh.store.HeldCursor;
import org.tuttlenetwork.lightweb.mesh.writer.Approvals;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** DECISIONS 1.7: approval plans anew and applies the same changes or none. */
class ApprovalsIT {
    private static final Caller ADA =
            new Caller(new UserId(Persona.ADA.userId()), Set.of(RoleKey.ADMINISTRATOR));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Rig rig;
    private MeshRoom room;
    private Approvals approvals;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        room = rig.start();
        approvals = new Approvals(rig.database(), Clock.systemUTC());
        rig.declareAndWait(room, Rig.kitchen(Persona.OLIVIA, Persona.MIA));
        rig.netbird.forgetCalls();
        rig.loseFragments();
    }

    @AfterEach
    void close() throws Exception {
        try {
            rig.requireContract();
        } finally {
            rig.close();
        }
    }

    private List<HeldChange> held() {
        return approvals.held(HeldCursor.START, 200);
    }

    private Set<String> awaitHeld() {
        Rig.until("the changes to be held", () -> held().size() == 5);
        return held().stream().map(change -> change.effect().id()).collect(Collectors.toSet());
    }

    @Test
    void holdsWhatNobodyDeclaresAndSaysWhatWouldHappen() {
        awaitHeld();
        assertThat(held())
                .extracting(change -> change.effect().kind())
                .containsExactlyInAnyOrder(
                        Effect.Kind.REMOVE_DEVICES,
                        Effect.Kind.REMOVE_AUTO_GROUPS,
                        Effect.Kind.REMOVE_AUTO_GROUPS,
                        Effect.Kind.DELETE_POLICY,
                        Effect.Kind.DELETE_GROUP);
        assertThat(held())
                .filteredOn(change -> change.effect().kind() == Effect.Kind.REMOVE_DEVICES)
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.effect().name()).isEqualTo("island kitchen");
                            assertThat(change.effect().count()).isEqualTo(3);
                            assertThat(change.words()).contains("nobody declares it");
                        });
        assertThat(rig.writes()).isEmpty();
    }

    @Test
    void makesExactlyWhatWasApprovedAndSaysWhoApprovedIt() {
        Set<String> changes = awaitHeld();
        Approval approval = approvals.approve(ADA, changes, "r1");
        assertThat(approvals.await(approval, PATIENCE).state()).isEqualTo(Approval.State.DONE);
        assertThat(rig.ours("groups", "island kitchen")).isEmpty();
        assertThat(rig.ours("policies", "kitchen all")).isEmpty();
        assertThat(rig.autoGroups(Persona.MIA)).isEmpty();
        Rig.until("nothing to be held", () -> held().isEmpty());
        assertThat(approvals.find(approval.id()))
                .hasValueSatisfying(
                        kept -> {
                            assertThat(kept.administrator()).isEqualTo(Persona.ADA.userId());
                            assertThat(kept.requestId()).isEqualTo("r1");
                            assertThat(kept.changes()).isEqualTo(changes);
                        });
        assertThat(room.findings(Long.MAX_VALUE, 50))
                .extracting(Finding::kind)
                .contains(Finding.Kind.HELD, Finding.Kind.APPROVED)
                .doesNotContain(Finding.Kind.REPAIRED);
    }

    @Test
    void theJournalSaysOfEachChangeWhoApprovedIt() {
        Set<String> changes = awaitHeld();
        Approval approval = approvals.approve(ADA, changes, "r1");
        assertThat(journal())
                .allSatisfy(
                        note -> {
                            assertThat(note.scope()).isEqualTo(JournalNote.SYSTEM);
                            assertThat(note.actor()).contains(ADA.user());
                            assertThat(note.requestId()).isEqualTo("r1");
                            assertThat(note.after().orElseThrow())
                                    .contains("\"approval\":\"" + approval.id() + "\"")
                                    .contains("\"fragment\":\"islands/");
                        })
                .extracting(JournalNote::object)
                .containsExactlyInAnyOrderElementsOf(
                        changes.stream().map(change -> "mesh-change:" + change).toList());
        assertThat(journal().toString()).contains("DELETE_GROUP").doesNotContain("-phone");
    }

    private List<JournalNote> journal() {
        JournalFilter approved =
                new JournalFilter(
                        Optional.of("mesh.held.approved"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return rig
                .postgres
                .journal()
                .read(JournalQuery.newest(JournalNote.SYSTEM, approved))
                .stream()
                .map(JournalEntry::note)
                .toList();
    }

    @Test
    void refusesWhatIsNotHeldAnyMoreAndMakesNothing() {
        Set<String> changes = awaitHeld();
        JsonNode group = rig.ours("groups", "island kitchen").getFirst();
        ObjectNode edited = JsonNodeFactory.instance.objectNode();
        edited.put("name", group.path("name").asText());
        edited.putArray("peers").add(rig.netbird.peerId("max-phone"));
        rig.netbird.edit("PUT", "/api/groups/" + group.path("id").asText(), edited);
        Rig.until(
                "another change to be held",
                () -> held().stream().anyMatch(one -> !changes.contains(one.effect().id())));
        assertThatThrownBy(() -> approvals.approve(ADA, changes, "r1"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(ProblemType.CONFLICT);
                            assertThat(e.detail()).contains("Nothing was approved or changed");
                        });
        assertThat(rig.writes()).isEmpty();
        assertThat(approvals.all(Optional.empty(), 10)).isEmpty();
        assertThat(journal()).isEmpty();
    }

    @Test
    void makesNoneWhereTheWriterFindsAnotherPlan() throws Exception {
        Set<String> changes = awaitHeld();
        room.close();
        Approval approval = approvals.approve(ADA, changes, "r1");
        assertThat(approvals.passing(List.of())).isEmpty();
        assertThatThrownBy(() -> approvals.await(approval, PATIENCE))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
        assertThat(approvals.find(approval.id()).orElseThrow().state())
                .isEqualTo(Approval.State.VOID);
        assertThat(rig.writes()).isEmpty();
    }

    @Test
    void goesOnWithAnApprovalAfterNetbirdWasDown() {
        Set<String> changes = awaitHeld();
        rig.netbird.down(true);
        Approval approval = approvals.approve(ADA, changes, "r1");
        assertThat(approvals.await(approval, Duration.ZERO).isOpen()).isTrue();
        rig.netbird.behave();
        assertThat(approvals.await(approval, PATIENCE).state()).isEqualTo(Approval.State.DONE);
        assertThat(rig.ours("groups", "island kitchen")).isEmpty();
    }

    @Test
    void saysWhatNetbirdRefuses() {
        Set<String> changes = awaitHeld();
        rig.netbird.fail(new Fault(1, 422, "DELETE", "/api/policies", Fault.Stage.BEFORE));
        Approval approval = approvals.approve(ADA, changes, "r1");
        Approval refused = approvals.await(approval, PATIENCE);
        assertThat(refused.state()).isEqualTo(Approval.State.REFUSED);
        assertThat(refused.detail()).contains("422");
        assertThat(rig.ours("policies", "kitchen all")).hasSize(1);
    }

    @Test
    void demandsThatChangesAreNamed() {
        assertThatThrownBy(() -> approvals.approve(ADA, Set.of(), "r1"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID));
        assertThatThrownBy(() -> approvals.approve(ADA, Set.of("no such change"), "r1"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
    }
}
