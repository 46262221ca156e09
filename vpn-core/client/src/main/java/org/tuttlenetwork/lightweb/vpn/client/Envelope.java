// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** {@code {"signed": base64url, "signatures": [{"keyid", "alg": "Ed25519", "sig": base64url}]}}. */
record Envelope(byte[] signed, List<Signature> signatures) {
    private static final int MAX_SIGNATURES = 16;

    record Signature(String keyId, byte[] value) {}

    static Envelope parse(byte[] json) throws RefusedException {
        Fields fields = StrictJson.envelope(json);
        fields.only(Set.of("signed", "signatures"));
        List<JsonNode> elements = fields.array("signatures");
        if (elements.size() > MAX_SIGNATURES) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, elements.size() + " signatures, allowed: " + MAX_SIGNATURES);
        }
        List<Signature> signatures = new ArrayList<>();
        for (JsonNode element : elements) {
            Fields signature = new Fields("document.signatures[]", element);
            signature.only(Set.of("keyid", "alg", "sig"));
            // Other algorithms may stand beside for later clients; they count for nothing here.
            if (signature.text("alg").equals("Ed25519")) {
                signatures.add(new Signature(signature.text("keyid"), signature.bytes("sig")));
            }
        }
        return new Envelope(fields.bytes("signed"), List.copyOf(signatures));
    }

    String sha256() {
        return sha256(signed);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
