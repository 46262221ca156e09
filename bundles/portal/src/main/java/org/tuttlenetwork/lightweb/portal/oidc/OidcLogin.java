// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636, OpenID Connect Core §3.1). */
public final class OidcLogin implements AutoCloseable {
    private static final long MOST_BYTES = 1024 * 1024;
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final String issuer;
    private final String clientId;
    private final OkHttpClient http;
    private final OkHttpClient quick;
    private final Discovery discovery;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param issuer the issuer's URL
     * @param clientId the portal's client
     * @param clock for what is kept of the issuer
     */
    public OidcLogin(String issuer, String clientId, Clock clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.http =
                new OkHttpClient.Builder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .callTimeout(Duration.ofSeconds(15))
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .build();
        this.quick = http.newBuilder().callTimeout(Duration.ofSeconds(5)).build();
        this.discovery = new Discovery(this::discovered, clock);
    }

    /**
     * Where to send the browser.
     *
     * @param state binds the answer to this browser
     * @param nonce binds the ID token to this login
     * @param challenge PKCE, S256
     * @param back where the issuer sends people back to
     */
    public URI authorize(String state, String nonce, String challenge, URI back) {
        Map<String, String> query =
                Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        clientId,
                        "redirect_uri",
                        back.toString(),
                        "scope",
                        "openid profile email",
                        "state",
                        state,
                        "nonce",
                        nonce,
                        "code_challenge",
                        challenge,
                        "code_challenge_method",
                        "S256");
        String encoded =
                query.entrySet().stream()
                        .map(
                                entry ->
                                        entry.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        entry.getValue(), StandardCharsets.UTF_8))
                        .sorted()
                        .collect(Collectors.joining("&"));
        return URI.create(
                discovery.document().path("authorization_endpoint").asText() + "?" + encoded);
    }

    /**
     * Finishes a login.
     *
     * @param code what the issuer sent with the browser
     * @param verifier PKCE's secret
     * @param nonce what the ID token must carry
     * @param back what it began with
     * @return who logged in
     * @throws LightWebException UNAUTHENTICATED where the issuer or the check of its ID token
     *     refuses; UNAVAILABLE where it does not answer
     */
    public LoggedIn finish(String code, String verifier, String nonce, URI back) {
        JsonNode document = discovery.document();
        FormBody form =
                new FormBody.Builder()
                        .add("grant_type", "authorization_code")
                        .add("code", code)
                        .add("redirect_uri", back.toString())
                        .add("client_id", clientId)
                        .add("code_verifier", verifier)
                        .build();
        Request request =
                new Request.Builder()
                        .url(document.path("token_endpoint").asText())
                        .post(form)
                        .build();
        JsonNode tokens = call(http, request);
        JWTClaimsSet claims =
                verified(
                        tokens.path("id_token").asText(),
                        document.path("jwks_uri").asText(),
                        nonce);
        try {
            String name = claims.getStringClaim("name");
            return new LoggedIn(claims.getSubject(), name == null ? claims.getSubject() : name);
        } catch (ParseException e) {
            throw refused("Its ID token has a name that is no text.", e);
        }
    }

    private JWTClaimsSet verified(String idToken, String keysUri, String nonce) {
        try {
            JWKSet keys =
                    JWKSet.parse(call(http, new Request.Builder().url(keysUri).build()).toString());
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
            processor.setJWTClaimsSetVerifier(
                    new DefaultJWTClaimsVerifier<>(
                            clientId,
                            new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build(),
                            Set.of("sub", "exp", "iat")));
            return processor.process(idToken, null);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw refused("Its ID token is not good.", e);
        }
    }

    private JsonNode discovered() {
        JsonNode found =
                call(
                        quick,
                        new Request.Builder()
                                .url(issuer + "/.well-known/openid-configuration")
                                .build());
        if (!found.path("issuer").asText().equals(issuer)) {
            throw refused("It names another issuer than etc/lightweb.portal.cfg.", null);
        }
        return found;
    }

    private JsonNode call(OkHttpClient client, Request request) {
        try (Response response = client.newCall(request).execute()) {
            byte[] body = response.peekBody(MOST_BYTES).bytes();
            if (response.code() >= 500) {
                throw unavailable(new IOException("status " + response.code()));
            }
            if (!response.isSuccessful()) {
                throw refused("It answers " + response.code() + ".", null);
            }
            return json.readTree(body);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static LightWebException refused(
            String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new LightWebException(
                ProblemType.UNAUTHENTICATED,
                "The login server refuses this login. " + why + " Try again.",
                cause);
    }

    private static LightWebException unavailable(Throwable cause) {
        return new LightWebException(
                ProblemType.UNAVAILABLE,
                "The login server does not answer now. Nothing was changed. Try again in a moment.",
                cause);
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /**
     * Somebody who logged in.
     *
     * @param subject the user id
     * @param name as they call themselves
     */
    public record LoggedIn(String subject, String name) {}
}
