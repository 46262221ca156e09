// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class RoleListTest {
    private static final Instant ASKED = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void keepsWhatNobodyAskedAboutAndSorts() {
        RoleList plan =
                RoleList.plan(Set.of("z", "a"), Set.of(), List.of(grant("m")), Optional.empty());
        assertThat(plan.roles()).containsExactly("a", "m", "z");
        assertThat(plan.differs()).isTrue();
    }

    @Test
    void neverWritesAMaskedRoleThatWasCarriedAlong() {
        RoleList plan =
                RoleList.plan(
                        Set.of("a", "gone"), Set.of("gone"), List.of(grant("b")), Optional.empty());
        assertThat(plan.roles()).containsExactly("a", "b");
    }

    @Test
    void grantsAnewWhatWasAskedForAfterItsRemoval() {
        RoleList plan =
                RoleList.plan(
                        Set.of("a"),
                        Set.of("a"),
                        List.of(revoke("a"), grant("a")),
                        Optional.empty());
        assertThat(plan.roles()).containsExactly("a");
        assertThat(plan.differs()).isFalse();
        assertThat(plan.fulfilled()).hasSize(2);
    }

    @Test
    void dropsOrphansAndLeavesGrantsOfUnknownRolesOpen() {
        RoleList plan =
                RoleList.plan(
                        Set.of("a", "orphan"),
                        Set.of(),
                        List.of(grant("unknown"), revoke("orphan")),
                        Optional.of(Set.of("a")));
        assertThat(plan.roles()).containsExactly("a");
        assertThat(plan.impossible()).hasSize(1);
        assertThat(plan.fulfilled()).hasSize(1);
    }

    @Test
    void asksAPersonOnlyForGrantsThatAreLate() {
        assertThat(grant("a").isLate(ASKED.plus(Intent.LATE))).isFalse();
        assertThat(grant("a").isLate(ASKED.plus(Intent.LATE).plusMillis(1))).isTrue();
        assertThat(revoke("a").isLate(ASKED.plusSeconds(1_000_000))).isFalse();
    }

    private static Intent grant(String role) {
        return intent(Intent.Kind.GRANT, role);
    }

    private static Intent revoke(String role) {
        return intent(Intent.Kind.REVOKE, role);
    }

    private static Intent intent(Intent.Kind kind, String role) {
        return new Intent(
                UUID.randomUUID(), kind, new UserId("u1"), List.of(role), List.of(), ASKED, 0);
    }
}
