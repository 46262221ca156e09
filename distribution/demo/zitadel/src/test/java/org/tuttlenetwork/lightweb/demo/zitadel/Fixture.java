// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.ServiceKey;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.SigningKeys;

import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A stand-in with a clock that the test moves, and a client that speaks to it over HTTP. */
final class Fixture implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String AUTHORIZATIONS = "/zitadel.authorization.v2.AuthorizationService/";
    static final String PROJECTS = "/zitadel.project.v2.ProjectService/";
    static final String API_SCOPE = "openid urn:zitadel:iam:org:project:id:zitadel:aud";

    /** Made once: RSA keys take longer than all else in a test. */
    private static final ZitadelStandIn.Keys KEYS =
            new ZitadelStandIn.Keys(
                    new SigningKeys(List.of()).saved(),
                    Optional.of(new ServiceKey(Optional.empty()).saved()));

    final MovableClock clock = new MovableClock();
    final ZitadelStandIn zitadel;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private String token = "";

    Fixture() {
        this(ZitadelOptions.defaults());
    }

    Fixture(ZitadelOptions options) {
        this(options, KEYS);
    }

    Fixture(ZitadelOptions options, ZitadelStandIn.Keys keys) {
        zitadel = ZitadelStandIn.start(options.withClock(clock), keys);
    }

    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-24T10:00:00.500Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("The stand-in reads instants only");
        }
    }

    record Answer(int status, String body, Map<String, String> headers) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (java.io.IOException e) {
                throw new AssertionError(body, e);
            }
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers =
                    response.headers().map().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, e -> e.getValue().getFirst()));
            return new Answer(response.statusCode(), response.body(), headers);
        } catch (java.io.IOException e) {
            return new Answer(0, "", Map.of());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(zitadel.issuer() + path));
    }

    Answer get(String path) {
        return send(request(path));
    }

    /** A JSON call with the service user's token; single quotes stand for double ones. */
    Answer call(String path, String json) {
        return call(path, json, serviceToken());
    }

    Answer call(String path, String json, String bearer) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + bearer)
                        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    Answer getWithToken(String path) {
        return send(request(path).header("Authorization", "Bearer " + serviceToken()));
    }

    Answer form(String path, Map<String, String> fields) {
        return send(formRequest(path, fields));
    }

    HttpRequest.Builder formRequest(String path, Map<String, String> fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(fields)));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        e ->
                                e.getKey()
                                        + "="
                                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    Answer control(String path, String json) {
        return send(
                HttpRequest.newBuilder(URI.create(zitadel.controlUri() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    /** The service user's token, by the key file and the JWT profile. */
    String serviceToken() {
        if (token.isEmpty()) {
            Answer answer = assertionGrant(assertion(claims().build(), keyId()), API_SCOPE);
            token = answer.json().path("access_token").asText();
        }
        return token;
    }

    Answer assertionGrant(String assertion, String scope) {
        return form(
                "/oauth/v2/token",
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "assertion",
                        assertion,
                        "scope",
                        scope));
    }

    JWTClaimsSet.Builder claims() {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(DemoIds.SERVICE_USER)
                .subject(DemoIds.SERVICE_USER)
                .audience(zitadel.issuer())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    JsonNode keyFile() {
        try {
            return JSON.readTree(zitadel.serviceUserKey());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    String keyId() {
        return keyFile().path("keyId").asText();
    }

    String assertion(JWTClaimsSet claims, String keyId) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(privateKey()));
            return jwt.serialize();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** PKCS#1 in the fixed PKCS#8 wrapper of an RSA key. */
    private PrivateKey privateKey() throws Exception {
        String pem = keyFile().path("key").asText();
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        byte[] pkcs1 = Base64.getDecoder().decode(base64);
        String hex =
                "3082%04x020100300d06092a864886f70d01010105000482%04x"
                        .formatted(pkcs1.length + 22, pkcs1.length);
        byte[] der = HexFormat.of().parseHex(hex + HexFormat.of().formatHex(pkcs1));
        PrivateKey key =
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        assert new BigInteger(1, key.getEncoded()).signum() == 1;
        return key;
    }

    String addRole(String key) {
        zitadel.console().addProjectRole(key, key);
        return key;
    }

    @Override
    public void close() {
        zitadel.close();
    }
}
