// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Clients;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.TokenSettings;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class OidcTest {
    private static final String CALLBACK = "http://localhost:8080/login/callback";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String ROLES = "urn:zitadel:iam:org:project:" + DemoIds.PROJECT + ":roles";

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> request() {
        String scope = String.join(" ", Scopes.RECOMMENDED) + " offline_access";
        return Map.of(
                "client_id",
                DemoIds.PORTAL_CLIENT,
                "redirect_uri",
                CALLBACK,
                "response_type",
                "code",
                "scope",
                scope,
                "state",
                "s1",
                "nonce",
                "n1",
                "code_challenge",
                CHALLENGE,
                "code_challenge_method",
                "S256");
    }

    private Answer authorize(Map<String, String> fields) {
        return fixture.get("/oauth/v2/authorize?" + Fixture.encode(fields));
    }

    private Answer login(Map<String, String> fields, Persona persona) {
        String page = authorize(fields).header("location");
        String id = page.substring(page.indexOf('=') + 1);
        return fixture.form("/login", Map.of("authRequest", id, "user", persona.userId()));
    }

    private String code(Persona persona) {
        return parameter(login(request(), persona).header("location"), "code");
    }

    private static String parameter(String location, String name) {
        return Arrays.stream(URI.create(location).getQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> exchange(String code) {
        return Map.of(
                "grant_type", "authorization_code",
                "client_id", DemoIds.PORTAL_CLIENT,
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER);
    }

    private Answer token(Map<String, String> fields) {
        return fixture.form("/oauth/v2/token", fields);
    }

    private Answer refresh(String refreshToken) {
        return token(
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        DemoIds.PORTAL_CLIENT,
                        "refresh_token",
                        refreshToken));
    }

    private static JsonNode claims(String jwt) {
        try {
            return Fixture.JSON.readTree(JWSObject.parse(jwt).getPayload().toBytes());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Answer introspect(String token) {
        String basic = DemoIds.API_CLIENT + ":" + Clients.API_SECRET;
        return fixture.send(
                fixture.formRequest("/oauth/v2/introspect", Map.of("token", token))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(basic.getBytes())));
    }

    private boolean active(String token) {
        return introspect(token).json().path("active").asBoolean();
    }

    @Test
    void discoveryNamesTheEndpointsOfZitadel() {
        JsonNode document = fixture.get("/.well-known/openid-configuration").json();
        assertThat(document.path("issuer").asText()).isEqualTo(fixture.zitadel.issuer());
        assertThat(document.path("jwks_uri").asText()).endsWith("/oauth/v2/keys");
        assertThat(document.path("code_challenge_methods_supported").get(0).asText())
                .isEqualTo("S256");
    }

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
