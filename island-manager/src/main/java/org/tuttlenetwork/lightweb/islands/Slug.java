// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * An island's slug (DECISIONS 1.10): part of role keys and DNS names, immutable, never used again.
 *
 * @param value 3 to 40 of {@code a-z}, {@code 0-9} and single dashes inside
 */
public record Slug(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](-?[a-z0-9])*");

    /** Names that mean something else in paths, DNS or NetBird. */
    private static final Set<String> RESERVED =
            Set.of(
                    "admin",
                    "all",
                    "api",
                    "core",
                    "default",
                    "island",
                    "islands",
                    "join",
                    "lightweb",
                    "localhost",
                    "mail",
                    "mesh",
                    "new",
                    "ns1",
                    "ns2",
                    "root",
                    "system",
                    "vpn-nodes",
                    "www");

    /**
     * @throws LightWebException INVALID, naming the rule that the value breaks
     */
    public Slug {
        boolean formed =
                value.length() >= 3 && value.length() <= 40 && FORM.matcher(value).matches();
        if (!formed || value.startsWith("xn--")) {
            throw LightWebException.invalid(
                    "slug",
                    "3 to 40 of a-z, 0-9 and single dashes inside; not beginning with xn--");
        }
        if (RESERVED.contains(value)) {
            throw LightWebException.invalid("slug", "this name is reserved; choose another")
                    .because("slug-reserved");
        }
    }

    /** What every role of this island begins with. */
    public String rolePrefix() {
        return "island:" + value + ":";
    }

    @Override
    public String toString() {
        return value;
    }
}
