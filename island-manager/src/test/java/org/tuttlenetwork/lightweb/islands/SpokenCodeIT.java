// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.invite.Wish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Codes that are said aloud, and who guesses them. */
class SpokenCodeIT extends InvitationFixture {
    private static Wish code() {
        return new Wish(
                Kind.CODE, MemberRole.GUEST, Duration.ofHours(1), 1, Optional.empty(), true);
    }

    @Test
    void acceptsASpokenCodeHoweverItIsTypedAndOnlyAfterALogin() {
        String code = issued(code());
        assertThat(code).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        refused(
                ProblemType.UNAUTHENTICATED,
                "code-needs-login",
                () -> joining.preview(Optional.empty(), code));
        String typed = " " + code.replace("-", " ").toLowerCase(Locale.ROOT) + " ";
        assertThat(join(MIA, typed)).isEqualTo(Standing.WAITING);
    }

    @Test
    void letsNobodyGuessCodesAndNobodyLockTheDoor() {
        String code = issued(code());
        for (int i = 0; i < 10; i++) {
            refused(
                    ProblemType.NOT_FOUND,
                    "no-invitation",
                    () -> joining.preview(Optional.of(MIA), "0000-0000"));
        }
        refused(ProblemType.TOO_MANY_REQUESTS, "too-many-codes", () -> join(MIA, code));
        assertThat(join(OMAR, code)).as("others go on").isEqualTo(Standing.WAITING);
        clock.by = Duration.ofHours(1);
        refused(
                ProblemType.NOT_FOUND,
                "no-invitation",
                () -> joining.preview(Optional.of(MIA), "0000-0000"));
    }

    @Test
    void letsAnHonestFirstTryThroughWhereManyGuess() {
        String code = issued(code());
        database.write(
                tx ->
                        Sql.update(
                                tx,
                                "insert into code_miss select 'guesser' || i, ? from"
                                        + " generate_series(1, 1000) i",
                                clock.instant()));
        refused(ProblemType.TOO_MANY_REQUESTS, () -> join(caller("guesser1"), code));
        assertThat(join(MIA, code)).isEqualTo(Standing.WAITING);
    }

    @Test
    void countsWhatOnePersonTriesAtOnce() throws Exception {
        List<Callable<?>> many = new ArrayList<>();
        IntStream.range(0, 30)
                .mapToObj("AAAA%04d"::formatted)
                .forEach(code -> many.add(() -> joining.preview(Optional.of(OMAR), code)));
        assertThat(concurrently(many))
                .hasSize(30)
                .filteredOn(e -> ((LightWebException) e).type() == ProblemType.NOT_FOUND)
                .hasSize(10);
    }
}
