// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * NetBird's user ids translated to Zitadel's. With an identity provider of its own they are the
 * same; behind NetBird's embedded one an id is Base64 without padding of the protocol buffer {@code
 * {1: Zitadel's id, 2: connector}} (netbird.md §2.2).
 */
public final class Subjects {
    private static final byte SUBJECT = 0x0a;
    private static final byte CONNECTOR = 0x12;

    private Subjects() {}

    /** Zitadel's id of the user whom NetBird calls so. */
    public static String of(String netbirdUserId) {
        // 0x0a is the letter C in Base64 whatever follows: no digit ever begins so.
        if (!netbirdUserId.startsWith("C")) {
            return netbirdUserId;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(netbirdUserId));
            String subject = field(bytes, SUBJECT);
            String connector = field(bytes, CONNECTOR);
            boolean whole = !bytes.hasRemaining() && !subject.isEmpty() && !connector.isEmpty();
            return whole ? subject : netbirdUserId;
        } catch (IllegalArgumentException _) {
            return netbirdUserId;
        }
    }

    private static String field(ByteBuffer bytes, byte tag) {
        boolean there = bytes.remaining() >= 2 && bytes.get() == tag;
        int length = there ? bytes.get() : -1;
        if (length < 0 || length > bytes.remaining()) {
            return "";
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
