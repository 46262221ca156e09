// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Signs a document: its exact bytes and, beside them, the signatures (vpn.md §5). */
public final class Envelope {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Envelope() {}

    /**
     * Signs.
     *
     * @param keys at least one
     * @return UTF-8 JSON {@code {"signed", "signatures": [{"keyid", "alg", "sig"}]}}; Ed25519 is
     *     deterministic, so the same document and keys give the same bytes
     */
    public static byte[] seal(Document document, List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("At least one key must sign");
        }
        byte[] bytes = document.bytes();
        byte[] message = encode(document.type().id(), bytes);
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("signed", BASE64.encodeToString(bytes));
        var signatures = envelope.putArray("signatures");
        for (SigningKey key : keys) {
            signatures
                    .addObject()
                    .put("keyid", key.publicHalf().keyId())
                    .put("alg", "Ed25519")
                    .put("sig", BASE64.encodeToString(key.sign(message)));
        }
        try {
            return JSON.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Writing a tree", e);
        }
    }

    /**
     * Whether a document says in one of its parts what an envelope of this host's own says already:
     * versions and times do not count.
     */
    public static boolean saysTheSame(byte[] envelope, Document next, String part) {
        try {
            byte[] signed =
                    Base64.getUrlDecoder().decode(JSON.readTree(envelope).path("signed").asText());
            return JSON.readTree(signed).path(part).equals(JSON.readTree(next.bytes()).path(part));
        } catch (IOException e) {
            throw new IllegalStateException("A document of this host cannot be read", e);
        }
    }

    /**
     * DSSE's pre-authentication encoding: type and bytes with their lengths, so that a signature of
     * one type is worth nothing for another.
     */
    static byte[] encode(String type, byte[] body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(body.length + typeBytes.length + 32);
        out.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(typeBytes);
        out.writeBytes((" " + body.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
