// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a signature is made over: type and bytes with their lengths, after DSSE's pre-authentication
 * encoding (https://github.com/secure-systems-lab/dsse/blob/master/protocol.md), so that a
 * signature of one type is worth nothing for another.
 */
public final class PreAuthEncoding {
    private PreAuthEncoding() {}

    /** {@code "DSSEv1" SP len(type) SP type SP len(body) SP body}, lengths in decimal bytes. */
    public static byte[] encode(String type, byte[] body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(body.length + typeBytes.length + 32);
        out.writeBytes(ascii("DSSEv1 " + typeBytes.length + " "));
        out.writeBytes(typeBytes);
        out.writeBytes(ascii(" " + body.length + " "));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
