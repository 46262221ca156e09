// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.TokenSettings;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

class TokensTest extends OidcConversation {
    @Test
    void loginGivesTokensOfTheShapeOfTheContract() throws Exception {
        Answer chosen = login(request(), Persona.ADA);
        assertThat(parameter(chosen.header("location"), "state")).isEqualTo("s1");
        JsonNode tokens = token(exchange(parameter(chosen.header("location"), "code"))).json();
        String access = tokens.path("access_token").asText();
        JWSObject object = JWSObject.parse(access);
        JsonNode claims = claims(access);
        assertThat(object.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(claims.path("aud").isArray()).isTrue();
        assertThat(claims.path("aud").toString())
                .contains(DemoIds.PROJECT)
                .contains(DemoIds.PORTAL_CLIENT)
                .contains(DemoIds.API_CLIENT);
        assertThat(claims.path("sub").asText()).isEqualTo(Persona.ADA.userId());
        assertThat(claims.path("jti").asText()).isNotEmpty();
        assertThat(claims.path("nbf").asLong()).isEqualTo(claims.path("iat").asLong());
        assertThat(claims.has("email")).isFalse();
        assertThat(claims.path(ROLES).path("lightweb:admin").path(DemoIds.ORGANIZATION).asText())
                .isEqualTo("tuttle.127.0.0.1");
        assertThat(tokens.path("expires_in").asLong()).isEqualTo(43199);
    }

    @Test
    void idTokensHaveNonceAndHashAndNoId() throws Exception {
        JsonNode tokens = token(exchange(code(Persona.ADA))).json();
        JsonNode claims = claims(tokens.path("id_token").asText());
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(tokens.path("access_token").asText().getBytes());
        String half =
                Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        assertThat(claims.path("nonce").asText()).isEqualTo("n1");
        assertThat(claims.path("at_hash").asText()).isEqualTo(half);
        assertThat(claims.path("azp").asText()).isEqualTo(DemoIds.PORTAL_CLIENT);
        assertThat(claims.path("email").asText()).isEqualTo(Persona.ADA.email());
        assertThat(claims.has("jti")).isFalse();
        assertThat(claims.path("aud").toString()).contains(DemoIds.PROJECT);
    }

    @Test
    void withoutRolesThereIsNoRoleClaim() {
        JsonNode claims = claims(fixture.zitadel.token(Persona.NORA));
        assertThat(claims.toString()).doesNotContain("roles");
    }

    @Test
    void withoutScopesAndAssertionsThereIsNoRoleClaim() {
        stop();
        TokenSettings jwtOnly = new TokenSettings(true, false, false, false);
        fixture = new Fixture(ZitadelOptions.defaults().withTokenSettings(jwtOnly));
        Duration hour = Duration.ofHours(1);
        String ada = Persona.ADA.userId();
        String plain = fixture.zitadel.token(ada, List.of("openid"), false, hour);
        String half =
                fixture.zitadel.token(ada, List.of("openid", Scopes.PROJECTS_ROLES), false, hour);
        String asked = fixture.zitadel.token(ada, Scopes.RECOMMENDED, false, hour);
        assertThat(claims(plain).has(ROLES)).isFalse();
        assertThat(claims(half).has(ROLES)).isFalse();
        assertThat(claims(asked).has(ROLES)).isTrue();
    }

    @Test
    void anApplicationJustCreatedHasOpaqueTokens() {
        stop();
        fixture =
                new Fixture(
                        ZitadelOptions.defaults().withTokenSettings(TokenSettings.ZITADEL_DEFAULT));
        String access = token(exchange(code(Persona.ADA))).json().path("access_token").asText();
        assertThat(access).doesNotContain(".");
        assertThat(active(access)).isTrue();
    }

    @Test
    void aRoleOfTwoOrganizationsHasTwoEntries() {
        fixture.addRole("r");
        String mia = Persona.MIA.userId();
        fixture.zitadel.console().grantRole(mia, "r");
        fixture.zitadel.console().grantRole(mia, "r", "310000000000000099");
        assertThat(claims(fixture.zitadel.token(Persona.MIA)).path(ROLES).path("r")).hasSize(2);
    }

    @Test
    void deactivatedGrantsAreNotInTokens() {
        fixture.zitadel.console().setGrantActive(Persona.ADA.userId(), false);
        assertThat(claims(fixture.zitadel.token(Persona.ADA)).has(ROLES)).isFalse();
    }
}
