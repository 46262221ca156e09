// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** A document's exact bytes, before they are signed. */
public final class Document {
    private final DocumentType type;
    private final long version;
    private final Instant expires;
    private final byte[] bytes;

    Document(DocumentType type, long version, Instant expires, byte[] bytes) {
        this.type = type;
        this.version = version;
        this.expires = expires;
        this.bytes = bytes.clone();
    }

    /** The kind. */
    public DocumentType type() {
        return type;
    }

    /** 1 or more. */
    public long version() {
        return version;
    }

    /** When it must have been replaced. */
    public Instant expires() {
        return expires;
    }

    /** UTF-8 JSON; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes, lower-case hex: what the next version and the timestamp name. */
    public String sha256() {
        return sha256(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
