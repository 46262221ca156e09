// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feature;

import org.osgi.framework.Bundle;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a path prefix, a portal section, a database schema and a prefix of configuration PIDs belong
 * to.
 *
 * @param value 2 to 40 of {@code a-z}, {@code 0-9} and {@code -}, beginning with a letter
 */
public record FeatureId(String value) {
    /** The manifest header that names the feature of a bundle. */
    public static final String HEADER = "LightWeb-Feature";

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public FeatureId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A feature id has 2 to 40 of a-z, 0-9 and -, beginning with a letter; this is"
                            + " not one: "
                            + value);
        }
    }

    /**
     * The feature that a bundle belongs to, by its manifest.
     *
     * @param bundle any bundle
     * @return the feature, or empty where the bundle belongs to none
     * @throws IllegalArgumentException if the header is there and malformed
     */
    public static Optional<FeatureId> of(Bundle bundle) {
        String header = bundle.getHeaders("").get(HEADER);
        return Optional.ofNullable(header).map(String::strip).map(FeatureId::new);
    }

    /** The name of the feature's schema: dashes become underscores. */
    public String schema() {
        return value.replace('-', '_');
    }

    @Override
    public String toString() {
        return value;
    }
}
