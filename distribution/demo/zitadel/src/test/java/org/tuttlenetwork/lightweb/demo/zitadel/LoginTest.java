// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;

import java.time.Duration;
import java.util.Map;

class LoginTest extends OidcConversation {
    @ParameterizedTest
    @CsvSource({
        "client_id,1",
        "redirect_uri,http://localhost:8080/login/callback/",
        "redirect_uri,http://evil.test/"
    })
    void unknownClientsAndUrisAreNotRedirectedTo(String name, String value) {
        Answer answer = authorize(with(request(), name, value));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,token,unsupported_response_type",
        "scope,profile,invalid_scope",
        "code_challenge_method,plain,invalid_request",
        "code_challenge,short,invalid_request",
        "prompt,none,login_required"
    })
    void otherErrorsGoBackToTheClient(String name, String value, String error) {
        String location = authorize(with(request(), name, value)).header("location");
        assertThat(location).startsWith(CALLBACK);
        assertThat(parameter(location, "error")).isEqualTo(error);
        assertThat(parameter(location, "state")).isEqualTo("s1");
    }

    @Test
    void theLoginPageSpeaksFrenchToTheFrench() {
        String path = authorize(request()).header("location");
        Answer french = fixture.send(fixture.request(path).header("Accept-Language", "fr-FR,en"));
        Answer english = fixture.get(path);
        assertThat(french.body()).contains("<html lang=\"fr\">").contains("propriétaire");
        assertThat(english.body())
                .contains("<html lang=\"en\">")
                .contains("Olivia Marchand")
                .doesNotContain("<script");
        assertThat(english.header("content-security-policy")).contains("default-src 'none'");
    }

    @Test
    void aLockedPersonCannotLogIn() {
        fixture.zitadel.console().lock(Persona.MIA.userId());
        Answer answer = login(request(), Persona.MIA);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("role=\"alert\"");
    }

    @Test
    void whoCancelsIsTakenBackWithAnError() {
        String page = authorize(request()).header("location");
        String id = page.substring(page.indexOf('=') + 1);
        Answer answer = fixture.form("/login", Map.of("authRequest", id, "cancel", "1"));
        assertThat(parameter(answer.header("location"), "error")).isEqualTo("access_denied");
    }

    @Test
    void aLoginPageExpires() {
        String page = authorize(request()).header("location");
        fixture.clock.advance(Duration.ofMinutes(6));
        assertThat(fixture.get(page).status()).isEqualTo(400);
    }

    @Test
    void aCodeWorksOnce() {
        String code = code(Persona.ADA);
        assertThat(token(exchange(code)).status()).isEqualTo(200);
        assertThat(token(exchange(code)).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeExpires() {
        String code = code(Persona.ADA);
        fixture.clock.advance(Duration.ofMinutes(6));
        assertThat(token(exchange(code)).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,invalid_grant",
        "code_verifier,'',invalid_grant",
        "redirect_uri,http://127.0.0.1:8080/login/callback,invalid_grant",
        "client_id,1,invalid_client",
        "client_id,330000000000000002,unauthorized_client",
        "client_id,330000000000000003,invalid_client",
        "grant_type,password,unsupported_grant_type",
        "grant_type,'',invalid_request"
    })
    void aCodeNeedsItsProof(String name, String value, String error) {
        Answer answer = token(with(exchange(code(Persona.ADA)), name, value));
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void aFailedProofUsesTheCodeUp() {
        String code = code(Persona.ADA);
        token(with(exchange(code), "code_verifier", ""));
        assertThat(token(exchange(code)).status()).isEqualTo(400);
    }
}
