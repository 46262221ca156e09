// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.tuttlenetwork.lightweb.api.web.Surface;

import java.util.Map;
import java.util.Optional;

/**
 * Which generation serves which first segment, as one immutable picture.
 *
 * @param bySurface by surface, then by segment
 */
record Routes(Map<Surface, Map<String, Generation>> bySurface) {
    static final Routes NONE = new Routes(Map.of());

    Optional<Generation> find(Surface surface, String segment) {
        return Optional.ofNullable(bySurface.getOrDefault(surface, Map.of()).get(segment));
    }
}
