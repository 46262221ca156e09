// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.rest;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.ItemPage;

import java.util.List;
import java.util.function.Function;

/** Listings page by cursor (DECISIONS 4.2). */
final class Pages {
    private static final int MOST = 200;

    private Pages() {}

    /** One more than is shown, which tells whether there is a next page. */
    static int andOne(int limit) {
        if (limit < 1 || limit > MOST) {
            throw LightWebException.invalid("limit", "1 to " + MOST);
        }
        return limit + 1;
    }

    static <T, V> ItemPage<V> of(
            List<T> found, int limit, Function<T, String> cursor, Function<T, V> view) {
        List<T> shown = found.subList(0, Math.min(limit, found.size()));
        return new ItemPage<>(
                shown.stream().map(view).toList(),
                found.size() > limit ? cursor.apply(shown.getLast()) : null);
    }

    static LightWebException unknown() {
        return LightWebException.invalid("after", "what the page before gave as next");
    }
}
