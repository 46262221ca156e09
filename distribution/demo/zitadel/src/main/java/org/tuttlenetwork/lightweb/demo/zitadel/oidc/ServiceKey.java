// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The key of the service user, and the check of assertions made with it (contract §4). */
public final class ServiceKey {
    /** How far an assertion's {@code iat} may lie in the future. */
    private static final Duration OFFSET = Duration.ofSeconds(1);

    /** How old an assertion may be, and how long it may last. */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    /** SEQUENCE, INTEGER 0, the algorithm identifier of RSA, OCTET STRING, with 2-byte lengths. */
    private static final int PKCS8_HEADER_BYTES = 26;

    private final RSAKey key;
    private final Map<String, Owned> owned = new ConcurrentHashMap<>();

    /** A public key that was uploaded for a machine user. */
    private record Owned(String userId, RSAKey key) {}

    /**
     * @param saved the key as JSON, or empty for a new one
     */
    public ServiceKey(Optional<String> saved) {
        try {
            JWK jwk =
                    saved.isPresent()
                            ? JWK.parse(saved.get())
                            : SigningKeys.generate(JWSAlgorithm.RS256);
            this.key = jwk.toRSAKey();
        } catch (ParseException e) {
            throw new IllegalStateException("the state file holds a broken service key", e);
        }
    }

    public String saved() {
        return key.toJSONString();
    }

    /** The key file, as Zitadel's console offers it: the PEM is PKCS#1. */
    public byte[] file() {
        ObjectNode json =
                Json.object()
                        .text("type", "serviceaccount")
                        .text("keyId", key.getKeyID())
                        .text("key", pem())
                        .text("userId", DemoIds.SERVICE_USER)
                        .build();
        return Json.bytes(json);
    }

    private String pem() {
        try {
            byte[] pkcs8 = key.toRSAPrivateKey().getEncoded();
            byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS8_HEADER_BYTES, pkcs8.length);
            return "-----BEGIN RSA PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(pkcs1)
                    + "\n-----END RSA PRIVATE KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a key that was uploaded for a machine user; not kept over a restart. */
    public void add(String keyId, String userId, RSAPublicKey uploaded) {
        RSAKey jwk = new RSAKey.Builder(uploaded).keyID(keyId).build();
        owned.put(keyId, new Owned(userId, jwk));
    }

    /**
     * Checks an assertion.
     *
     * @return the id of the machine user who made it
     * @throws OauthFailure where anything about it is wrong
     */
    String check(String assertion, String issuer, Instant now) {
        JWSObject object = parsed(assertion);
        Owned signer =
                owned.getOrDefault(
                        String.valueOf(object.getHeader().getKeyID()),
                        new Owned(DemoIds.SERVICE_USER, key));
        Map<String, Object> claims = signedClaims(object, signer.key());
        boolean self =
                signer.userId().equals(claims.get("iss"))
                        && signer.userId().equals(claims.get("sub"));
        if (!self) {
            throw OauthFailure.invalidGrant("issuer and subject must be the service user");
        }
        Object audience = claims.get("aud");
        boolean meant =
                issuer.equals(audience)
                        || (audience instanceof List<?> several && several.contains(issuer));
        if (!meant) {
            throw OauthFailure.invalidGrant("audience is not valid: must contain " + issuer);
        }
        Instant issued = time(claims, "iat");
        Instant expires = time(claims, "exp");
        if (issued.isAfter(now.plus(OFFSET))) {
            throw OauthFailure.invalidGrant("issuedAt of token is in the future");
        }
        if (issued.plus(MAX_AGE).isBefore(now)) {
            throw OauthFailure.invalidGrant("issuedAt of token is too old");
        }
        if (!expires.isAfter(now)) {
            throw OauthFailure.invalidGrant("token has expired");
        }
        if (expires.isAfter(issued.plus(MAX_AGE))) {
            throw OauthFailure.invalidGrant("token lasts longer than an hour");
        }
        return signer.userId();
    }

    private static JWSObject parsed(String assertion) {
        try {
            return JWSObject.parse(assertion);
        } catch (ParseException _) {
            throw OauthFailure.invalidRequest("assertion is no signed JWT");
        }
    }

    private static Map<String, Object> signedClaims(JWSObject object, RSAKey signer) {
        try {
            boolean known =
                    object.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                            && signer.getKeyID().equals(object.getHeader().getKeyID());
            if (known && object.verify(new RSASSAVerifier(signer))) {
                return Optional.ofNullable(object.getPayload().toJSONObject()).orElse(Map.of());
            }
        } catch (JOSEException _) {
            throw OauthFailure.invalidRequest("assertion is no signed JWT");
        }
        throw OauthFailure.invalidGrant("signature, algorithm or key id is not valid");
    }

    private static Instant time(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof Number seconds) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        throw OauthFailure.invalidGrant(name + " is missing");
    }
}
