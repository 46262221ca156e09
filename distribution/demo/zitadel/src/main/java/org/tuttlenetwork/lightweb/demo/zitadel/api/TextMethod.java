// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a text filter compares. */
enum TextMethod {
    EQUALS,
    EQUALS_IGNORE_CASE,
    STARTS_WITH,
    STARTS_WITH_IGNORE_CASE,
    CONTAINS,
    CONTAINS_IGNORE_CASE,
    ENDS_WITH,
    ENDS_WITH_IGNORE_CASE;

    /**
     * Whether the field's text matches the {@code method} of the filter.
     *
     * @param prefix {@code TEXT_FILTER_METHOD_} or, in the older services, {@code
     *     TEXT_QUERY_METHOD_}
     */
    static boolean matches(Fields filter, String prefix, String field, String actual) {
        return requireKnown(filter, prefix).test(actual, filter.text(field).orElse(""));
    }

    /** The {@code method} of a filter, which must be one that there is. */
    static TextMethod requireKnown(Fields filter, String prefix) {
        List<String> names = Arrays.stream(values()).map(method -> prefix + method.name()).toList();
        return valueOf(filter.choice("method", names).substring(prefix.length()));
    }

    private boolean test(String actual, String wanted) {
        String small = actual.toLowerCase(Locale.ROOT);
        String smallWanted = wanted.toLowerCase(Locale.ROOT);
        return switch (this) {
            case EQUALS -> actual.equals(wanted);
            case EQUALS_IGNORE_CASE -> small.equals(smallWanted);
            case STARTS_WITH -> actual.startsWith(wanted);
            case STARTS_WITH_IGNORE_CASE -> small.startsWith(smallWanted);
            case CONTAINS -> actual.contains(wanted);
            case CONTAINS_IGNORE_CASE -> small.contains(smallWanted);
            case ENDS_WITH -> actual.endsWith(wanted);
            case ENDS_WITH_IGNORE_CASE -> small.endsWith(smallWanted);
        };
    }
}
