// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Signs whatever a test wants, good or bad. */
final class TestSigner {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private TestSigner() {}

    record Key(KeyPair pair, String id, String encoded) {
        static Key generate() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                byte[] info = pair.getPublic().getEncoded();
                byte[] raw = Arrays.copyOfRange(info, info.length - 32, info.length);
                return new Key(pair, Envelope.sha256(raw), base64(raw));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        byte[] sign(byte[] message) {
            try {
                Signature signer = Signature.getInstance("Ed25519");
                signer.initSign(pair.getPrivate());
                signer.update(message);
                return signer.sign();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    static ObjectNode document(String type, long version) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("spec", "1")
                .put("version", version)
                .put("issued", NOW.toString())
                .put("expires", NOW.plus(Duration.ofDays(1)).toString());
    }

    static ObjectNode pools(long version) {
        ObjectNode document = document("tuttle-pools", version).put("minAppVersion", "0.1.0");
        ObjectNode country = document.putArray("jurisdictions").addObject();
        country.put("code", "CH").put("climate", "FAIR");
        country.putArray("pools").add("SANCTUARY").add("BALANCED").add("A_LATER_POOL");
        country.putObject("axes").put("privacy", 89);
        country.put("alliance", "NONE").put("censorshipSource", "IMPUTED");
        country.putArray("uncited");
        country.putObject("outlook").put("level", "WATCH");
        return document;
    }

    static ObjectNode nodes(String pool, long version) {
        ObjectNode document = document("tuttle-nodes", version).put("pool", pool);
        node(document.putArray("nodes").addObject(), "zurich-1", "CH");
        return document;
    }

    static void node(ObjectNode node, String id, String country) {
        node.put("id", id).put("jurisdiction", country);
        node.put("publicKey", "A".repeat(43) + "=");
        node.putArray("endpoints").add("192.0.2.1:51820").add("[2001:db8::1]:51820");
        node.putArray("capabilities");
        node.put("weight", 100);
    }

    static ObjectNode root(long version, int threshold, List<Key> rootKeys, Key online) {
        ObjectNode document = document("root", version);
        ObjectNode keys = document.putObject("keys");
        for (Key key : rootKeys) {
            keys.putObject(key.id()).put("alg", "Ed25519").put("public", key.encoded());
        }
        keys.putObject(online.id()).put("alg", "Ed25519").put("public", online.encoded());
        ObjectNode roles = document.putObject("roles");
        for (DocumentType type : DocumentType.values()) {
            ObjectNode role = roles.putObject(type.id());
            var ids = role.putArray("keyids");
            if (type == DocumentType.ROOT) {
                rootKeys.forEach(key -> ids.add(key.id()));
                role.put("threshold", threshold);
            } else {
                ids.add(online.id());
                role.put("threshold", 1);
            }
        }
        return document;
    }

    static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] seal(ObjectNode document, Key... keys) {
        return seal(document.path("type").asText(), bytes(document), keys);
    }

    static byte[] seal(String type, byte[] signed, Key... keys) {
        ObjectNode envelope = JSON.createObjectNode().put("signed", base64(signed));
        var signatures = envelope.putArray("signatures");
        for (Key key : keys) {
            signatures
                    .addObject()
                    .put("keyid", key.id())
                    .put("alg", "Ed25519")
                    .put("sig", base64(key.sign(PreAuthEncoding.encode(type, signed))));
        }
        return bytes(envelope);
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
