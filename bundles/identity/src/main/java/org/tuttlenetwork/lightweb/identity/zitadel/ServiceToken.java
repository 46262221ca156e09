// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import okhttp3.FormBody;
import okhttp3.Request;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** The access token of the host's own machine user, by JWT profile (contract §4). */
public final class ServiceToken {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "openid urn:zitadel:iam:org:project:id:zitadel:aud";
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

    /** Zitadel accepts an {@code iat} at most one second in its future. */
    private static final Duration BACKDATED = Duration.ofSeconds(5);

    private final ZitadelHttp http;
    private final Issuer issuer;
    private final ServiceKey key;
    private final Clock clock;
    private @Nullable Held held;

    public ServiceToken(ZitadelHttp http, Issuer issuer, ServiceKey key, Clock clock) {
        this.http = http;
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    /**
     * A token that has at least a fifth of its life before it; blocks when a new one is needed.
     *
     * @throws ZitadelException if none is given
     */
    public synchronized String value() {
        Held now = held;
        if (now == null || !clock.instant().isBefore(now.refreshAt)) {
            now = fetched();
            held = now;
        }
        return now.token;
    }

    /** Forgets a token that was answered with 401. */
    public synchronized void refused(String token) {
        if (held != null && held.token.equals(token)) {
            held = null;
        }
    }

    private Held fetched() {
        Instant now = clock.instant();
        FormBody form =
                new FormBody.Builder()
                        .add("grant_type", GRANT)
                        .add("assertion", assertion(now))
                        .add("scope", SCOPE)
                        .build();
        JsonNode json =
                http.send(
                        new Request.Builder().url(issuer.metadata().token()).post(form).build(),
                        true);
        String token = json.path("access_token").asText("");
        if (token.isEmpty()) {
            throw new ZitadelException("Zitadel's token answer has no access_token", 502, "", null);
        }
        Duration life = Duration.ofSeconds(Math.max(60, json.path("expires_in").asLong(300)));
        return new Held(token, now.plus(life.multipliedBy(4).dividedBy(5)));
    }

    private String assertion(Instant now) {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(key.userId())
                        .subject(key.userId())
                        .audience(issuer.name())
                        .issueTime(Date.from(now.minus(BACKDATED)))
                        .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
                        .build();
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(key.keyId())
                                .type(JOSEObjectType.JWT)
                                .build(),
                        claims);
        try {
            jwt.sign(new RSASSASigner(key.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("The service user's key can't sign", e);
        }
        return jwt.serialize();
    }

    private record Held(String token, Instant refreshAt) {}
}
