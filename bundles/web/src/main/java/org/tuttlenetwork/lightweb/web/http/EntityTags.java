// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Strong entity tags; the compressed form of a body has one of its own (RFC 9110 §8.8.1). */
public final class EntityTags {
    /** As Jetty's compressing handler names it, so that either side understands the other. */
    private static final String GZIP_SUFFIX = "--gzip";

    private EntityTags() {}

    /** The tag of some bytes, with its quotes. */
    public static String of(byte[] bytes) {
        return '"' + hash(bytes) + '"';
    }

    /** 22 characters that stand for some bytes. */
    public static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String of(String etag, boolean gzip) {
        return gzip ? etag.substring(0, etag.length() - 1) + GZIP_SUFFIX + '"' : etag;
    }

    /** Whether {@code If-None-Match} names this tag, in either form (weak comparison). */
    public static boolean matches(HttpFields headers, String etag) {
        String asked = headers.get(HttpHeader.IF_NONE_MATCH);
        if (asked == null) {
            return false;
        }
        String opaque = etag.startsWith("W/") ? etag.substring(2) : etag;
        return asked.strip().equals("*")
                || asked.contains(opaque)
                || asked.contains(of(opaque, true));
    }
}
