// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Clients;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;

import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A client of the portal's kind, and what it says to the issuer. */
abstract class OidcConversation {
    static final String CALLBACK = "http://localhost:8080/login/callback";
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String ROLES = "urn:zitadel:iam:org:project:" + DemoIds.PROJECT + ":roles";

    Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    static Map<String, String> request() {
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

    Answer authorize(Map<String, String> fields) {
        return fixture.get("/oauth/v2/authorize?" + Fixture.encode(fields));
    }

    Answer login(Map<String, String> fields, Persona persona) {
        String page = authorize(fields).header("location");
        String id = page.substring(page.indexOf('=') + 1);
        return fixture.form("/login", Map.of("authRequest", id, "user", persona.userId()));
    }

    String code(Persona persona) {
        return parameter(login(request(), persona).header("location"), "code");
    }

    static String parameter(String location, String name) {
        return Arrays.stream(URI.create(location).getQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    static Map<String, String> exchange(String code) {
        return Map.of(
                "grant_type", "authorization_code",
                "client_id", DemoIds.PORTAL_CLIENT,
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER);
    }

    Answer token(Map<String, String> fields) {
        return fixture.form("/oauth/v2/token", fields);
    }

    Answer refresh(String refreshToken) {
        return token(
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        DemoIds.PORTAL_CLIENT,
                        "refresh_token",
                        refreshToken));
    }

    static JsonNode claims(String jwt) {
        try {
            return Fixture.JSON.readTree(JWSObject.parse(jwt).getPayload().toBytes());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Answer introspect(String token) {
        String basic = DemoIds.API_CLIENT + ":" + Clients.API_SECRET;
        return fixture.send(
                fixture.formRequest("/oauth/v2/introspect", Map.of("token", token))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(basic.getBytes())));
    }

    boolean active(String token) {
        return introspect(token).json().path("active").asBoolean();
    }
}
