// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Terms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class WishTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "LINK, MEMBER, PT10M, 1, , false",
        "LINK, ADMIN, PT720H, 100, P3653D, true",
        "CODE, GUEST, PT24H, 1, P1D, true"
    })
    void takesWhatItsRulesAllow(
            Kind kind, MemberRole role, Duration life, int uses, String until, boolean approval) {
        Terms terms = wish(kind, role, life, uses, until, approval).terms(NOW);
        assertThat(terms.expiresAt()).isEqualTo(NOW.plus(life));
        assertThat(terms.uses()).isEqualTo(uses);
    }

    @ParameterizedTest
    @CsvSource({
        "LINK, OWNER, PT1H, 1, , false, role",
        "LINK, MEMBER, PT9M59S, 1, , false, lifetime",
        "LINK, MEMBER, PT720H1S, 1, , false, lifetime",
        "CODE, MEMBER, PT24H1S, 1, , true, lifetime",
        "LINK, MEMBER, PT1H, 0, , false, uses",
        "LINK, MEMBER, PT1H, 101, , false, uses",
        "CODE, MEMBER, PT1H, 2, , true, uses",
        "LINK, MEMBER, PT1H, 1, P0D, false, memberUntil",
        "LINK, MEMBER, PT1H, 1, P3654D, false, memberUntil",
        "CODE, MEMBER, PT1H, 1, , false, approval"
    })
    void namesTheFieldThatBreaksARule(
            Kind kind,
            MemberRole role,
            Duration life,
            int uses,
            String until,
            boolean approval,
            String field) {
        LightWebException refused =
                catchThrowableOfType(
                        LightWebException.class,
                        () -> wish(kind, role, life, uses, until, approval).terms(NOW));
        assertThat(refused.fields()).extracting(FieldProblem::field).containsExactly(field);
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        LightWebException refused =
                catchThrowableOfType(
                        LightWebException.class,
                        () ->
                                wish(Kind.CODE, MemberRole.OWNER, Duration.ZERO, 0, null, false)
                                        .terms(NOW));
        assertThat(refused.fields()).hasSize(4);
    }

    private static Wish wish(
            Kind kind,
            MemberRole role,
            Duration life,
            int uses,
            @org.jspecify.annotations.Nullable String until,
            boolean approval) {
        Optional<Instant> end = Optional.ofNullable(until).map(Duration::parse).map(NOW::plus);
        return new Wish(kind, role, life, uses, end, approval);
    }
}
