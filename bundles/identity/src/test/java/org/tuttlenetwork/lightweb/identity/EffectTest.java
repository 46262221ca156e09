// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.Grants;
import org.tuttlenetwork.lightweb.identity.zitadel.EventReader;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

class EffectTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");

    @Test
    void cutsAtOnceWhatTakesAway() {
        assertThat(effect("user.grant.removed", "g1"))
                .isEqualTo(new Effect.GrantCut("g1", Optional.empty(), AT, true));
        assertThat(effect("user.grant.deactivated", "g1"))
                .isEqualTo(new Effect.GrantCut("g1", Optional.empty(), AT, false));
        assertThat(effect("user.locked", "u1")).isEqualTo(new Effect.UserCut("u1", AT, "LOCKED"));
        assertThat(effect("user.deactivated", "u1"))
                .isEqualTo(new Effect.UserCut("u1", AT, "INACTIVE"));
        assertThat(effect("user.removed", "u1")).isEqualTo(new Effect.UserCut("u1", AT, "DELETED"));
    }

    @Test
    void readsWhatGivesBack() {
        assertThat(effect("user.unlocked", "u1")).isEqualTo(new Effect.UserChanged("u1", AT));
        assertThat(effect("user.grant.reactivated", "g1"))
                .isEqualTo(new Effect.GrantChanged("g1", AT, Optional.empty()));
    }

    @Test
    void leavesOtherProjectsAlone() {
        assertThat(Effect.of(event("user.grant.added", "g1", "other", Set.of("a"), null), "p1"))
                .isEqualTo(new Effect.Nothing());
        assertThat(Effect.of(event("user.grant.removed", "g1", "other", null, null), "p1"))
                .isEqualTo(new Effect.Nothing());
        assertThat(Effect.of(event("project.role.removed", "other", null, null, "a"), "p1"))
                .isEqualTo(new Effect.Nothing());
        assertThat(Effect.of(event("project.role.removed", "p1", null, null, "a"), "p1"))
                .isEqualTo(new Effect.RoleRemoved("a", AT));
    }

    @Test
    void readsEverythingWhereAWholeProjectChanged() {
        assertThat(effect("project.deactivated", "p1")).isEqualTo(new Effect.Everything());
        assertThat(effect("project.grant.cascade.changed", "p1"))
                .isEqualTo(new Effect.Everything());
        assertThat(effect("user.human.password.changed", "u1")).isEqualTo(new Effect.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"u1\",\"roleKeys\":[\"member\"]}",
                "\"eyJ1c2VySWQiOiJ1MSIsInJvbGVLZXlzIjpbIm1lbWJlciJdfQ==\""
            })
    void readsPayloadsAsObjectOrBase64(String payload) {
        assertThat(EventReader.fromWebhook(webhook("user.grant.changed", payload)))
                .contains(
                        new ZitadelEvent(
                                "user.grant.changed",
                                "g1",
                                3,
                                AT,
                                "u1",
                                null,
                                Set.of("member"),
                                null));
    }

    @Test
    void takesTheSubjectNotTheEditorAndAnAbsentListAsEmptyInCascades() {
        ZitadelEvent event =
                EventReader.fromWebhook(webhook("user.grant.cascade.changed", "null"))
                        .orElseThrow();
        assertThat(event.userId()).isNull();
        assertThat(event.roleKeys()).isEmpty();
        assertThat(EventReader.fromWebhook(new byte[] {'x'})).isEmpty();
    }

    @Test
    void findsRolesThatOurWriteCarriedAlong() {
        Grants.Known grant =
                new Grants.Known(
                        "g1",
                        new UserId("u1"),
                        "ACTIVE",
                        true,
                        AT.plusSeconds(2),
                        Set.of("kept", "removed", "new"),
                        Optional.of(
                                new Grants.LastWrite(
                                        AT.plusSeconds(2),
                                        AT.minusSeconds(2),
                                        Set.of("kept", "removed"))));
        assertThat(Events.carriedAlong(grant, Set.of("kept"), AT)).containsExactly("removed");
        assertThat(Events.carriedAlong(grant, Set.of("kept"), AT.minusSeconds(3))).isEmpty();
        assertThat(Events.carriedAlong(grant, Set.of("kept"), AT.plusSeconds(2))).isEmpty();
    }

    @Test
    void readsAgainSoonerFirst() {
        assertThat(DirtyReader.pause(0)).isEqualTo(Duration.ofMillis(50));
        assertThat(DirtyReader.pause(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(DirtyReader.pause(7)).isEqualTo(Duration.ofSeconds(5));
        assertThat(DirtyReader.pause(18)).isEqualTo(Duration.ofSeconds(5));
        assertThat(DirtyReader.pause(19)).isEqualTo(Duration.ofDays(1));
    }

    private static byte[] webhook(String type, String payload) {
        return ("{\"aggregateID\":\"g1\",\"aggregateType\":\"usergrant\",\"sequence\":3,"
                        + "\"event_type\":\""
                        + type
                        + "\",\"created_at\":\""
                        + AT
                        + "\",\"userID\":\"editor\",\"event_payload\":"
                        + payload
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Effect effect(String type, String id) {
        return Effect.of(event(type, id, null, null, null), "p1");
    }

    private static ZitadelEvent event(
            String type,
            String id,
            @Nullable String project,
            @Nullable Set<String> roles,
            @Nullable String role) {
        return new ZitadelEvent(type, id, 1, AT, null, project, roles, role);
    }
}
