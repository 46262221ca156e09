// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of a listing: {@code {"items": […], "next": "…"}}.
 *
 * @param items at most {@code limit}
 * @param next what to pass as {@code after} for the next page; null at the end
 * @param <T> what is listed
 */
public record ItemPage<T>(List<T> items, @Nullable String next) {
    public ItemPage {
        items = List.copyOf(items);
    }
}
