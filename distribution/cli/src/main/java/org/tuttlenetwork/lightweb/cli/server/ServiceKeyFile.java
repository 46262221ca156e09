// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/**
 * A machine user's key file, as Zitadel's console hands it out, or as setup makes it.
 *
 * @param keyId the {@code kid}
 * @param userId whose it is
 * @param key an RSA key
 */
public record ServiceKeyFile(String keyId, String userId, PrivateKey key) {
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Zitadel takes an {@code iat} at most one second in its future. */
    private static final Duration BACKDATED = Duration.ofSeconds(5);

    /** What PKCS#8 puts before an RSA key of PKCS#1 (RFC 5958): version 0, rsaEncryption. */
    private static final byte[] RSA_HEADER = Base64.getDecoder().decode("AgEAMA0GCSqGSIb3DQEBAQUA");

    /** Never shows the key. */
    @Override
    public String toString() {
        return "ServiceKeyFile[keyId=" + keyId + ", userId=" + userId + "]";
    }

    /**
     * @param json the file's text
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static ServiceKeyFile parse(String json) {
        try {
            JsonNode read = new ObjectMapper().readTree(json);
            String keyId = read.path("keyId").asText("");
            String userId = read.path("userId").asText("");
            if (!read.path("type").asText("").equals("serviceaccount")
                    || keyId.isEmpty()
                    || userId.isEmpty()) {
                throw new IllegalArgumentException(
                        "it is not the key of a machine user: type serviceaccount, keyId, userId"
                                + " and key are needed, as Zitadel's console writes them");
            }
            return new ServiceKeyFile(keyId, userId, privateKey(read.path("key").asText("")));
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("it is no JSON");
        } catch (GeneralSecurityException | IllegalStateException _) {
            throw new IllegalArgumentException("it holds no RSA key in PEM (PKCS#1 or PKCS#8)");
        }
    }

    /**
     * What proves to Zitadel who calls (RFC 7523).
     *
     * @param audience the issuer
     */
    public String assertion(String audience, Instant now) {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(userId)
                        .subject(userId)
                        .audience(audience)
                        .issueTime(Date.from(now.minus(BACKDATED)))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build();
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The service user's key can't sign", e);
        }
        return jwt.serialize();
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("The PEM block is not base64", e);
        }
        byte[] pkcs8 = pem.contains("BEGIN RSA PRIVATE KEY") ? wrapped(der) : der;
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] wrapped(byte[] pkcs1) {
        byte[] octets = element(0x04, pkcs1);
        ByteBuffer content = ByteBuffer.allocate(RSA_HEADER.length + octets.length);
        return element(0x30, content.put(RSA_HEADER).put(octets).array());
    }

    /** A DER element with a length of two bytes, which every RSA key of 1024 bits or more needs. */
    private static byte[] element(int tag, byte[] content) {
        if (content.length < 0x100 || content.length > 0xffff) {
            throw new IllegalStateException("no RSA key has " + content.length + " bytes");
        }
        return ByteBuffer.allocate(content.length + 4)
                .put((byte) tag)
                .put((byte) 0x82)
                .putShort((short) content.length)
                .put(content)
                .array();
    }
}
