// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;

import java.util.Optional;

/** An answer in the place of a part of the host. */
public final class StrayAnswer implements PreparedAnswer {
    @Override
    public String path() {
        return "/api/v1/islands";
    }

    @Override
    public Optional<Body> body() {
        return Optional.empty();
    }
}
