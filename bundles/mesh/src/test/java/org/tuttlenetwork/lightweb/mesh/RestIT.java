// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.rest.ApprovalResource;
import org.tuttlenetwork.lightweb.mesh.rest.ApprovalResource.ApprovalView;
import org.tuttlenetwork.lightweb.mesh.rest.HeldResource;
import org.tuttlenetwork.lightweb.mesh.rest.HeldResource.HeldView;
import org.tuttlenetwork.lightweb.mesh.rest.MeshResource;
import org.tuttlenetwork.lightweb.mesh.rest.MeshResource.FindingView;
import org.tuttlenetwork.lightweb.mesh.rest.MeshResource.FragmentView;
import org.tuttlenetwork.lightweb.mesh.rest.MeshResource.TokenEntry;
import org.tuttlenetwork.lightweb.mesh.writer.Approvals;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** What administrators get over REST. */
class RestIT {
    private static final Caller ADA =
            new Caller(new UserId(Persona.ADA.userId()), Set.of(RoleKey.ADMINISTRATOR));

    private Rig rig;
    private MeshRoom room;
    private MeshResource mesh;
    private HeldResource held;
    private ApprovalResource approved;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        room = rig.start();
        Approvals approvals = new Approvals(rig.database(), Clock.systemUTC());
        mesh = new MeshResource(room);
        held = new HeldResource(approvals);
        approved = new ApprovalResource(approvals);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static <T> List<List<T>> pages(BiFunction<String, Integer, ItemPage<T>> listing) {
        List<List<T>> pages = new ArrayList<>();
        String after = "";
        do {
            ItemPage<T> page = listing.apply(after, 2);
            pages.add(page.items());
            after = page.next();
        } while (after != null);
        return pages;
    }

    private static void assertInvalid(Runnable call, String field) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(ProblemType.INVALID);
                            assertThat(e.fields())
                                    .extracting(f -> f.field())
                                    .containsExactly(field);
                        });
    }

    @Test
    void pagesFragmentsByCursor() {
        List<String> names = IntStream.range(0, 5).mapToObj(i -> "f/" + i).toList();
        names.forEach(
                name -> rig.declare(room, new Fragment(name, List.of(), List.of(), List.of())));
        List<List<FragmentView>> pages = pages(mesh::fragments);
        assertThat(pages).extracting(List::size).containsExactly(2, 2, 1);
        assertThat(pages.stream().flatMap(List::stream))
                .extracting(FragmentView::name)
                .containsExactlyElementsOf(names);
        assertInvalid(() -> mesh.fragments("", 0), "limit");
        assertInvalid(() -> mesh.fragments("", 201), "limit");
        assertInvalid(() -> mesh.fragments("nonsense", 50), "after");
    }

    @Test
    void tellsWhenTokensEndAndNotTheTokens() {
        Rig.until(
                "a look",
                () -> mesh.overview().tokens().stream().noneMatch(one -> one.ends() == null));
        MeshResource.MeshView view = mesh.overview();
        assertThat(view.tokens())
                .extracting(TokenEntry::token, TokenEntry::source, TokenEntry::needsYou)
                .containsExactly(
                        tuple("network", "CONFIGURED", false), tuple("admin", "CONFIGURED", false));
        for (TokenEntry token : view.tokens()) {
            assertThat(token.ends()).isAfter(token.rotates());
        }
        assertThat(view.toString()).doesNotContain("nbp_");
    }

    @Test
    void pagesWhatIsHeldAndLetsItBeApproved() {
        rig.declareAndWait(room, Rig.kitchen(Persona.OLIVIA, Persona.MIA));
        rig.loseFragments();
        Rig.until("the changes to be held", () -> held.held("", 200).items().size() == 5);
        List<List<HeldView>> pages = pages(held::held);
        assertThat(pages).extracting(List::size).containsExactly(2, 2, 1);
        List<String> ids = pages.stream().flatMap(List::stream).map(HeldView::id).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(5);
        assertInvalid(() -> held.held("nonsense", 50), "after");
        assertInvalid(() -> held.approve(new HeldResource.Approve(null), ADA, "r"), "changes");

        try (Response answer = held.approve(new HeldResource.Approve(ids), ADA, "r")) {
            assertThat(answer.getStatus()).isIn(200, 202);
            assertThat(answer.getLocation().toString()).startsWith("/api/v1/mesh/approvals/");
            ApprovalView view = (ApprovalView) answer.getEntity();
            Rig.until(
                    "the approval to be done",
                    () -> approved.one(view.id().toString()).state().equals("DONE"));
        }
        assertThat(approved.all("", 50).items())
                .singleElement()
                .satisfies(one -> assertThat(one.administrator()).isEqualTo(Persona.ADA.userId()));
        assertThatThrownBy(() -> held.approve(new HeldResource.Approve(ids), ADA, "r"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
        assertThatThrownBy(() -> approved.one("nonsense"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.NOT_FOUND));
        assertInvalid(() -> approved.all("nonsense", 50), "after");
        assertFindings();
    }

    private void assertFindings() {
        List<List<FindingView>> pages = pages(mesh::findings);
        assertThat(pages.stream().flatMap(List::stream))
                .extracting(FindingView::kind)
                .contains("HELD", "APPROVED");
        assertThat(pages.getFirst()).hasSize(2);
        assertThat(pages.stream().flatMap(List::stream).map(FindingView::at))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertInvalid(() -> mesh.findings("nonsense", 50), "after");
    }
}
