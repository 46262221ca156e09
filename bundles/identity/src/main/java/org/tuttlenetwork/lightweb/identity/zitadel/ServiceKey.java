// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key of a machine user, as Zitadel hands it out (contract §4).
 *
 * @param keyId the {@code kid}
 * @param userId whose it is
 * @param key an RSA key
 */
public record ServiceKey(String keyId, String userId, PrivateKey key) {
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String PKCS8 = "PRIVATE KEY";

    /** version 0, AlgorithmIdentifier rsaEncryption: what PKCS#8 adds before the key (RFC 5958). */
    private static final byte[] RSA_HEADER = Base64.getDecoder().decode("AgEAMA0GCSqGSIb3DQEBAQUA");

    /** Never shows the key. */
    @Override
    public String toString() {
        return "ServiceKey[keyId=" + keyId + ", userId=" + userId + "]";
    }

    private static final String SETTING = "etc/lightweb.identity.cfg: service_user_key_file = ";

    /**
     * @throws IllegalArgumentException if the file can't be read or is no such key; names the file
     */
    public static ServiceKey read(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            String keyId = json.path("keyId").asText("");
            String userId = json.path("userId").asText("");
            if (!json.path("type").asText("").equals("serviceaccount")
                    || keyId.isEmpty()
                    || userId.isEmpty()) {
                throw new IllegalArgumentException(
                        SETTING
                                + file
                                + " is not the key of a machine user: it needs type serviceaccount,"
                                + " keyId, userId and key, as Zitadel's console writes it");
            }
            return new ServiceKey(keyId, userId, privateKey(json.path("key").asText("")));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    SETTING + file + " can't be read. It must be the key file of the service user",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    SETTING + file + " holds no RSA private key in PKCS#1 or PKCS#8 PEM", e);
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        byte[] der =
                pem.contains("BEGIN " + PKCS1) ? wrapped(decoded(pem, PKCS1)) : decoded(pem, PKCS8);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static byte[] decoded(String pem, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + label + "-----");
        if (start < 0 || end < start) {
            throw new GeneralSecurityException("No PEM block " + label);
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("The PEM block is not base64", e);
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEADER);
        content.writeBytes(element(0x04, pkcs1));
        return element(0x30, content.toByteArray());
    }

    /** One DER element with a definite length. */
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
