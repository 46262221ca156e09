// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;

class OidcTest extends OidcConversation {
    @Test
    void discoveryNamesTheEndpointsOfZitadel() {
        JsonNode document = fixture.get("/.well-known/openid-configuration").json();
        assertThat(document.path("issuer").asText()).isEqualTo(fixture.zitadel.issuer());
        assertThat(document.path("jwks_uri").asText()).endsWith("/oauth/v2/keys");
        assertThat(document.path("code_challenge_methods_supported").get(0).asText())
                .isEqualTo("S256");
    }

    @Test
    void userinfoHasWhatTheScopesAsk() {
        String token = fixture.zitadel.opaqueToken(Persona.ADA);
        Answer answer =
                fixture.send(
                        fixture.request("/oidc/v1/userinfo")
                                .header("Authorization", "Bearer " + token));
        assertThat(answer.json().path("email").asText()).isEqualTo(Persona.ADA.email());
        assertThat(answer.json().path(ROLES).has("lightweb:admin")).isTrue();
        assertThat(fixture.get("/oidc/v1/userinfo").status()).isEqualTo(401);
    }

    @Test
    void logoutEndsTheSessionAndGoesToRegisteredUrisOnly() {
        JsonNode tokens = token(exchange(code(Persona.ADA))).json();
        String hint = "/oidc/v1/end_session?id_token_hint=" + tokens.path("id_token").asText();
        Answer wrong = fixture.get(hint + "&post_logout_redirect_uri=http://evil.test/");
        Answer right =
                fixture.get(hint + "&post_logout_redirect_uri=http://localhost:8080/&state=a");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(right.header("location")).isEqualTo("http://localhost:8080/?state=a");
        assertThat(active(tokens.path("access_token").asText())).isFalse();
        assertThat(refresh(tokens.path("refresh_token").asText()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"RS256", "ES256", "EdDSA"})
    void rotationSignsWithTheNewKeyAndKeepsTheOldOnesPublished(String algorithm) throws Exception {
        String old = fixture.zitadel.token(Persona.ADA);
        fixture.zitadel.rotateKey(algorithm, false);
        String young = fixture.zitadel.token(Persona.ADA);
        Answer keys = fixture.get("/oauth/v2/keys");
        assertThat(keys.header("cache-control")).isEqualTo("max-age=300, must-revalidate");
        assertThat(keys.json().path("keys").findValuesAsText("kid"))
                .containsExactly(
                        JWSObject.parse(old).getHeader().getKeyID(),
                        JWSObject.parse(young).getHeader().getKeyID());
        assertThat(keys.body()).doesNotContain("\"d\"");
        assertThat(JWSObject.parse(young).getHeader().getAlgorithm().getName())
                .isEqualTo(algorithm);
        assertThat(active(old)).isTrue();
        assertThat(active(young)).isTrue();
        fixture.zitadel.rotateKey("RS256", true);
        assertThat(active(old)).isFalse();
    }

    @Test
    void endpointsThatAreNotThereAreNoted() {
        assertThat(fixture.get("/oauth/v2/par").status()).isEqualTo(501);
        assertThat(fixture.zitadel.unexpectedCalls()).hasSize(1);
    }
}
