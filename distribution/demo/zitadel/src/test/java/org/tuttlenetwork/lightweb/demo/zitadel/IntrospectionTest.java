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

class IntrospectionTest extends OidcConversation {
    @Test
    void introspectionComputesRolesLive() {
        String token = fixture.zitadel.opaqueToken(Persona.MIA);
        assertThat(introspect(token).json().has(ROLES)).isFalse();
        fixture.addRole("r");
        fixture.zitadel.console().grantRole(Persona.MIA.userId(), "r");
        JsonNode answer = introspect(token).json();
        assertThat(answer.path(ROLES).has("r")).isTrue();
        assertThat(answer.path("username").asText()).startsWith("mia@");
        assertThat(answer.path("aud").isArray()).isTrue();
    }

    @Test
    void introspectionNeedsTheClientsSecret() {
        Answer answer = fixture.form("/oauth/v2/introspect", Map.of("token", "x"));
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void theLockedAndTheUnknownAreInactive() {
        String token = fixture.zitadel.token(Persona.MIA);
        assertThat(active(token)).isTrue();
        fixture.zitadel.console().lock(Persona.MIA.userId());
        assertThat(introspect(token).body()).isEqualTo("{\"active\":false}");
        assertThat(active("nothing")).isFalse();
    }

    @Test
    void anExpiredTokenIsInactive() {
        String token = fixture.zitadel.opaqueToken(Persona.MIA);
        fixture.clock.advance(Duration.ofHours(13));
        assertThat(active(token)).isFalse();
    }

    @Test
    void aTokenForAnotherProjectIsInactive() {
        assertThat(active(fixture.serviceToken())).isFalse();
    }

    @Test
    void aRevokedTokenIsInactive() {
        String token = fixture.zitadel.opaqueToken(Persona.MIA);
        Map<String, String> form = Map.of("token", token, "client_id", DemoIds.CLI_CLIENT);
        assertThat(
                        fixture.form(
                                        "/oauth/v2/revoke",
                                        with(form, "client_id", DemoIds.PORTAL_CLIENT))
                                .status())
                .isEqualTo(401);
        assertThat(fixture.form("/oauth/v2/revoke", form).status()).isEqualTo(200);
        assertThat(active(token)).isFalse();
        assertThat(fixture.form("/oauth/v2/revoke", form).status()).isEqualTo(200);
    }
}
