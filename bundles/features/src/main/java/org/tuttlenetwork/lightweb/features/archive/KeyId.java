// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.security.PublicKey;
import java.util.regex.Pattern;

/**
 * Names a publisher's key: the first 16 hex digits of the SHA-256 over its SubjectPublicKeyInfo.
 *
 * @param value 16 of {@code 0-9} and {@code a-f}
 */
public record KeyId(String value) implements Comparable<KeyId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    public KeyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A key id has 16 of 0-9 and a-f; this is not one: " + value);
        }
    }

    /** The id of a key. */
    public static KeyId of(PublicKey key) {
        return new KeyId(ArchiveReader.sha256(key.getEncoded()).substring(0, 16));
    }

    @Override
    public int compareTo(KeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
