// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;

import java.time.Duration;
import java.util.Map;

class RefreshTest extends OidcConversation {
    @Test
    void refreshTokensRotateAndRolesAreComputedAnew() {
        JsonNode first = token(exchange(code(Persona.ADA))).json();
        fixture.zitadel.console().removeRole(Persona.ADA.userId(), "lightweb:admin");
        String old = first.path("refresh_token").asText();
        JsonNode second = refresh(old).json();
        assertThat(claims(first.path("access_token").asText()).has(ROLES)).isTrue();
        assertThat(claims(second.path("access_token").asText()).has(ROLES)).isFalse();
        assertThat(refresh(old).json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refresh(second.path("refresh_token").asText()).status()).isEqualTo(200);
    }

    @Test
    void refreshTokensEndWhenIdleAndAfterAll() {
        String one = token(exchange(code(Persona.ADA))).json().path("refresh_token").asText();
        fixture.clock.advance(Duration.ofHours(721));
        assertThat(refresh(one).status()).isEqualTo(400);
        String two = token(exchange(code(Persona.ADA))).json().path("refresh_token").asText();
        for (int i = 0; i < 3; i++) {
            fixture.clock.advance(Duration.ofHours(700));
            two = refresh(two).json().path("refresh_token").asText();
        }
        assertThat(two).isNotEmpty();
        fixture.clock.advance(Duration.ofHours(100));
        assertThat(refresh(two).status()).isEqualTo(400);
    }

    @Test
    void theUserMustBeActiveToRefresh() {
        String token = token(exchange(code(Persona.MIA))).json().path("refresh_token").asText();
        fixture.zitadel.console().deactivate(Persona.MIA.userId());
        assertThat(refresh(token).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void refreshCannotWidenTheScope() {
        String token = token(exchange(code(Persona.MIA))).json().path("refresh_token").asText();
        Answer answer =
                token(
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                DemoIds.PORTAL_CLIENT,
                                "refresh_token",
                                token,
                                "scope",
                                Fixture.API_SCOPE));
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_scope");
    }
}
