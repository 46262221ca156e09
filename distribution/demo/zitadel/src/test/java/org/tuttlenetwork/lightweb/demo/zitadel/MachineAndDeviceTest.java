// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;

import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

class MachineAndDeviceTest {
    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theKeyFileIsThatOfAServiceAccount() {
        JsonNode file = fixture.keyFile();
        assertThat(file.path("type").asText()).isEqualTo("serviceaccount");
        assertThat(file.path("userId").asText()).isEqualTo(DemoIds.SERVICE_USER);
        assertThat(file.path("key").asText()).startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
    }

    @Test
    void anAssertionGivesAnOpaqueTokenThatMayCallTheApi() {
        Answer answer =
                fixture.assertionGrant(
                        fixture.assertion(fixture.claims().build(), fixture.keyId()),
                        Fixture.API_SCOPE);
        assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asLong()).isEqualTo(43199);
        String token = answer.json().path("access_token").asText();
        assertThat(token).doesNotContain(".");
        assertThat(fixture.call("/v2/users", "{}", token).status()).isEqualTo(200);
    }

    @Test
    void withoutTheScopeTheApiAnswers401() {
        Answer answer =
                fixture.assertionGrant(
                        fixture.assertion(fixture.claims().build(), fixture.keyId()), "openid");
        String token = answer.json().path("access_token").asText();
        Answer call = fixture.call("/v2/users", "{}", token);
        assertThat(call.status()).isEqualTo(401);
        assertThat(call.json().path("code").asInt()).isEqualTo(16);
    }

    static Stream<Arguments> wrongAssertions() {
        return Stream.of(
                wrong("issuer", (f, c) -> c.issuer("1")),
                wrong("subject", (f, c) -> c.subject("1")),
                wrong("audience", (f, c) -> c.audience("http://127.0.0.1:1")),
                wrong("no audience", (f, c) -> c.audience((String) null)),
                wrong("future", (f, c) -> c.issueTime(at(f, 5))),
                wrong("no start", (f, c) -> c.issueTime(null)),
                wrong("no end", (f, c) -> c.expirationTime(null)),
                wrong("expired", (f, c) -> c.issueTime(at(f, -60)).expirationTime(at(f, -1))),
                wrong("old", (f, c) -> c.issueTime(at(f, -3700))),
                wrong("long", (f, c) -> c.expirationTime(at(f, 3700))));
    }

    private static Arguments wrong(
            String name, BiFunction<Fixture, JWTClaimsSet.Builder, JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    private static Date at(Fixture fixture, long seconds) {
        return Date.from(fixture.clock.instant().plusSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAssertions")
    void wrongAssertionsAreRefused(
            String name, BiFunction<Fixture, JWTClaimsSet.Builder, JWTClaimsSet.Builder> change) {
        JWTClaimsSet claims = change.apply(fixture, fixture.claims()).build();
        Answer answer =
                fixture.assertionGrant(
                        fixture.assertion(claims, fixture.keyId()), Fixture.API_SCOPE);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void anUnknownKeyIdIsRefused() {
        Answer answer =
                fixture.assertionGrant(
                        fixture.assertion(fixture.claims().build(), "k"), Fixture.API_SCOPE);
        assertThat(answer.status()).isEqualTo(400);
    }

    private JsonNode startDevice() {
        return fixture.form(
                        "/oauth/v2/device_authorization",
                        Map.of("client_id", DemoIds.CLI_CLIENT, "scope", "openid offline_access"))
                .json();
    }

    private Answer poll(JsonNode device) {
        return fixture.form(
                "/oauth/v2/token",
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "client_id",
                        DemoIds.CLI_CLIENT,
                        "device_code",
                        device.path("device_code").asText()));
    }

    private String error(JsonNode device) {
        return poll(device).json().path("error").asText();
    }

    private Answer choose(JsonNode device, String name, String value) {
        return fixture.form(
                "/device", Map.of("user_code", device.path("user_code").asText(), name, value));
    }

    @Test
    void aDeviceGetsItsTokenOnceApproved() {
        JsonNode device = startDevice();
        assertThat(device.path("interval").asInt()).isEqualTo(5);
        assertThat(error(device)).isEqualTo("authorization_pending");
        String page = device.path("verification_uri_complete").asText();
        Answer shown = fixture.get(page.substring(fixture.zitadel.issuer().length()));
        assertThat(shown.body()).contains(device.path("user_code").asText()).contains("Ada");
        assertThat(choose(device, "user", Persona.ADA.userId()).status()).isEqualTo(200);
        fixture.clock.advance(Duration.ofSeconds(6));
        Answer granted = poll(device);
        assertThat(granted.json().path("access_token").asText()).isNotEmpty();
        assertThat(granted.json().path("refresh_token").asText()).isNotEmpty();
        assertThat(error(device)).isEqualTo("invalid_grant");
    }

    @Test
    void whoPollsTooOftenIsSlowedDown() {
        JsonNode device = startDevice();
        error(device);
        assertThat(error(device)).isEqualTo("slow_down");
        fixture.clock.advance(Duration.ofSeconds(6));
        assertThat(error(device)).isEqualTo("slow_down");
        fixture.clock.advance(Duration.ofSeconds(16));
        assertThat(error(device)).isEqualTo("authorization_pending");
    }

    @Test
    void aRefusalIsTold() {
        JsonNode device = startDevice();
        choose(device, "cancel", "1");
        assertThat(error(device)).isEqualTo("access_denied");
    }

    @Test
    void aDeviceCodeExpires() {
        JsonNode device = startDevice();
        fixture.clock.advance(Duration.ofMinutes(5));
        assertThat(choose(device, "user", Persona.ADA.userId()).status()).isEqualTo(400);
        assertThat(error(device)).isEqualTo("expired_token");
    }

    @Test
    void theUserCodeMayBeTypedCarelessly() {
        String code = startDevice().path("user_code").asText();
        String typed = code.toLowerCase(java.util.Locale.ROOT).replace("-", "+");
        assertThat(fixture.get("/device?user_code=" + typed).status()).isEqualTo(200);
        assertThat(fixture.get("/device?user_code=XXXX-XXXX").status()).isEqualTo(400);
    }

    @Test
    void thePortalMayNotUseTheDeviceGrant() {
        Answer answer =
                fixture.form(
                        "/oauth/v2/device_authorization",
                        Map.of("client_id", DemoIds.PORTAL_CLIENT));
        assertThat(answer.json().path("error").asText()).isEqualTo("unauthorized_client");
    }
}
