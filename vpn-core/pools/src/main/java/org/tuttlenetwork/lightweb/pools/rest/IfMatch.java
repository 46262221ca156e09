// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The entity tags that a request named in {@code If-Match} (RFC 9110 §13.1.1): strong comparison,
 * so that a weak tag matches nothing.
 *
 * @param tags with their quotes; {@code *} for any
 */
record IfMatch(Set<String> tags) implements Predicate<String> {
    /** What the compressing handler adds to the tag of a compressed answer. */
    private static final String COMPRESSED = "--gzip\"";

    /**
     * @throws LightWebException PRECONDITION_REQUIRED where there is none
     */
    static IfMatch required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new LightWebException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Nothing was changed. Read it, and send the ETag that you got as If-Match.");
        }
        return new IfMatch(
                Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.toSet()));
    }

    @Override
    public boolean test(String tag) {
        return tags.contains("*")
                || tags.contains('"' + tag + '"')
                || tags.contains('"' + tag + COMPRESSED);
    }
}
