// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;

import java.util.Comparator;
import java.util.List;

/**
 * A page asked for.
 *
 * @param offset how many to leave out
 * @param limit at most how many, 100 by default, never above 1000
 * @param ascending false by default
 */
record Page(long offset, long limit, boolean ascending) {
    private static final long DEFAULT_LIMIT = 100;
    private static final long MAX_LIMIT = 1000;

    /**
     * @throws ApiFailure invalid_argument above 1000
     */
    static Page read(Fields fields) {
        long limit = fields.number("limit");
        if (limit > MAX_LIMIT) {
            throw ApiFailure.invalid("Limit exceeded: limit must not be above 1000");
        }
        return new Page(
                fields.number("offset"), limit == 0 ? DEFAULT_LIMIT : limit, fields.flag("asc"));
    }

    <T> List<T> cut(List<T> all, Comparator<T> order) {
        return all.stream()
                .sorted(ascending ? order : order.reversed())
                .skip(offset)
                .limit(limit)
                .toList();
    }

    Json pagination(int total) {
        return Json.object().uint64("totalResult", total).uint64("appliedLimit", limit);
    }
}
