// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.identity.rest.HeldResource;
import org.tuttlenetwork.lightweb.identity.rest.HeldResource.Approval;
import org.tuttlenetwork.lightweb.identity.rest.HeldResource.HeldItem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What administrators get of held revocations over REST. */
class HeldResourceIT extends IdentityFixture {
    private static void assertInvalid(Runnable call, String field) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(ProblemType.INVALID);
                            assertThat(e.fields())
                                    .extracting(FieldProblem::field)
                                    .containsExactly(field);
                        });
    }

    @Test
    void everythingThatIsHeldIsOnSomePage() {
        // Many found at one moment, as one listing finds them.
        sql(
                "insert into held (kind, id, role_keys, why, found_at) select 'GRANT', 'g/' || n,"
                    + " '{island:kitchen:member}', 'why', timestamptz '2026-11-01 10:00:00.123456Z'"
                    + " + (n / 100) * interval '1 s' from generate_series(1, 250) n");
        HeldResource resource = new HeldResource(room);
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String after = "";
        do {
            ItemPage<HeldItem> page = resource.list(after, 120);
            page.items().forEach(item -> seen.add(item.id()));
            sizes.add(page.items().size());
            after = page.next();
        } while (after != null);
        assertThat(sizes).containsExactly(120, 120, 10);
        assertThat(seen).hasSize(250).doesNotHaveDuplicates();
        assertInvalid(() -> resource.list("", 0), "limit");
        assertInvalid(() -> resource.list("", 201), "limit");
        assertInvalid(() -> resource.list("nonsense", 50), "after");
        assertInvalid(() -> resource.list("now/GRANT/1", 50), "after");
    }

    private void approve(@Nullable Approval approval) {
        new HeldResource(room).approve(approval, ADMINISTRATOR, "r-7");
    }

    @Test
    void refusesWhatNamesNothing() {
        assertInvalid(() -> approve(null), "ids");
        assertInvalid(() -> approve(new Approval(null)), "ids");
        assertInvalid(() -> approve(new Approval(List.of())), "ids");
        List<String> ids = new ArrayList<>();
        ids.add(null);
        assertInvalid(() -> approve(new Approval(ids)), "ids");
        List<String> many = IntStream.rangeClosed(0, 200).mapToObj(n -> "GRANT:" + n).toList();
        assertInvalid(() -> approve(new Approval(many)), "ids");
    }
}
