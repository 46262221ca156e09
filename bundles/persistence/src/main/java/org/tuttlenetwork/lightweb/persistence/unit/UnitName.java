// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import java.util.regex.Pattern;

/**
 * A persistence unit: the feature's id, from which schema and role follow.
 *
 * @param feature the feature's id
 */
public record UnitName(String feature) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public UnitName {
        if (!FORM.matcher(feature).matches()) {
            throw new IllegalArgumentException("A unit is named like its feature: " + feature);
        }
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
