// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A persistence unit: the feature's id, from which schema and role follow.
 *
 * @param feature the feature's id
 */
public record UnitName(String feature) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final Set<String> RESERVED =
            Set.of("lightweb", "feature", "public", "information_schema");

    public UnitName {
        if (!FORM.matcher(feature).matches()) {
            throw new IllegalArgumentException("A unit is named like its feature: " + feature);
        }
    }

    /**
     * A unit of a bundle: names that would be the platform's schema, the features' group role or
     * PostgreSQL's own are refused.
     */
    public static UnitName ofBundle(String feature) {
        UnitName name = new UnitName(feature);
        if (isReserved(name.schema())) {
            throw new IllegalArgumentException("The unit's name is reserved: " + feature);
        }
        return name;
    }

    /** Whether a schema of this name is nobody's but the platform's or PostgreSQL's. */
    public static boolean isReserved(String schema) {
        return RESERVED.contains(schema) || schema.startsWith("pg_");
    }

    /** The schema: safe to put into SQL as it is. */
    public String schema() {
        return feature.replace('-', '_');
    }

    /** The role that owns the schema: safe to put into SQL as it is. */
    public String role() {
        return "lw_" + schema();
    }
}
