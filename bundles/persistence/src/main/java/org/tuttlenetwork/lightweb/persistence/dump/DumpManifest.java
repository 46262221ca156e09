// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.util.List;

/**
 * The last part of a dump: what it is, and what must be in it.
 *
 * @param format of dumps; a higher one is not understood
 * @param about of what it is
 * @param schemas what of the database
 * @param parts every other part, in order
 */
public record DumpManifest(int format, About about, List<SchemaContent> schemas, List<Part> parts) {
    /** Raised with each change that an older host would read wrongly. */
    public static final int FORMAT = 1;

    static final String NAME = "manifest.json";

    public DumpManifest {
        schemas = List.copyOf(schemas);
        parts = List.copyOf(parts);
    }

    /**
     * Of what a dump is.
     *
     * @param host the version of the host that made it
     * @param postgresql the server's version
     * @param profile demo or real
     * @param masterKey the fingerprint of the key that its secrets are encrypted with
     * @param madeAt an instant, RFC 3339
     */
    public record About(
            String host, String postgresql, String profile, String masterKey, String madeAt) {}

    /** How many rows all tables have. */
    public long rows() {
        return schemas.stream()
                .flatMap(schema -> schema.tables().stream())
                .mapToLong(SchemaContent.Table::rows)
                .sum();
    }

    /** How many tables there are. */
    public int tables() {
        return schemas.stream().mapToInt(schema -> schema.tables().size()).sum();
    }
}
