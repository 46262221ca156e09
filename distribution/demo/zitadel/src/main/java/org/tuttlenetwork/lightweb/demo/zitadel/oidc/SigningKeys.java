// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The instance's web keys: the last one signs, all verify. Thread-safe. */
public final class SigningKeys {
    private final List<JWK> keys = new ArrayList<>();

    /**
     * @param saved keys with their private parts, as JSON; a first RS256 key is made where empty
     */
    public SigningKeys(List<String> saved) {
        saved.forEach(key -> keys.add(parse(key)));
        if (keys.isEmpty()) {
            keys.add(generate(JWSAlgorithm.RS256));
        }
    }

    private static JWK parse(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("the state file holds a broken signing key", e);
        }
    }

    static JWK generate(JWSAlgorithm algorithm) {
        String keyId = UUID.randomUUID().toString().replace("-", "");
        try {
            if (algorithm.equals(JWSAlgorithm.RS256)) {
                return new RSAKeyGenerator(2048)
                        .keyID(keyId)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm)
                        .generate();
            }
            if (algorithm.equals(JWSAlgorithm.ES256)) {
                return new ECKeyGenerator(Curve.P_256)
                        .keyID(keyId)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm)
                        .generate();
            }
            if (algorithm.equals(JWSAlgorithm.EdDSA)) {
                return Ed25519.generate(keyId);
            }
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException("RS256, ES256 or EdDSA, not " + algorithm);
    }

    /**
     * Makes a new key and signs with it from now on.
     *
     * @param algorithm {@code RS256}, {@code ES256} or {@code EdDSA}
     * @param dropOld whether the old keys leave the key set at once
     */
    public synchronized void rotate(String algorithm, boolean dropOld) {
        JWK key = generate(JWSAlgorithm.parse(algorithm));
        if (dropOld) {
            keys.clear();
        }
        keys.add(key);
    }

    public synchronized List<String> saved() {
        return keys.stream().map(JWK::toJSONString).toList();
    }

    synchronized JWK active() {
        return keys.getLast();
    }

    /** The public halves, as JSON objects. */
    synchronized List<Map<String, Object>> published() {
        return keys.stream().map(key -> key.toPublicJWK().toJSONObject()).toList();
    }

    private synchronized Optional<JWK> byId(String keyId) {
        return keys.stream().filter(key -> key.getKeyID().equals(keyId)).findFirst();
    }

    String sign(Map<String, Object> claims) {
        return sign(active(), claims);
    }

    static String sign(JWK key, Map<String, Object> claims) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.parse(key.getAlgorithm().getName()))
                        .type(com.nimbusds.jose.JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build();
        return sign(key, header, claims);
    }

    static String sign(JWK key, JWSHeader header, Map<String, Object> claims) {
        try {
            JWSObject object = new JWSObject(header, new Payload(claims));
            object.sign(signer(key));
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSASigner(rsa);
            case ECKey ec -> new ECDSASigner(ec);
            case OctetKeyPair pair -> new Ed25519(pair);
            default -> throw new IllegalStateException("no signer for " + key.getKeyType());
        };
    }

    /** The claims of a JWT that one of the keys signed, whatever their times say. */
    Optional<Map<String, Object>> verify(String jwt) {
        try {
            JWSObject object = JWSObject.parse(jwt);
            Optional<JWK> key =
                    Optional.ofNullable(object.getHeader().getKeyID()).flatMap(this::byId);
            boolean valid =
                    key.isPresent()
                            && key.get().getAlgorithm().equals(object.getHeader().getAlgorithm())
                            && object.verify(verifier(key.get()));
            return valid ? Optional.of(object.getPayload().toJSONObject()) : Optional.empty();
        } catch (ParseException | JOSEException _) {
            return Optional.empty();
        }
    }

    static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey ec -> new ECDSAVerifier(ec);
            case OctetKeyPair pair -> new Ed25519(pair);
            default -> throw new IllegalStateException("no verifier for " + key.getKeyType());
        };
    }
}
