// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes that are ready. */
public final class GardenAnswer implements PreparedAnswer {
    private final Body body =
            new Body(
                    ("[\"" + Revision.OF_CLASS + "\"]").getBytes(StandardCharsets.UTF_8),
                    "application/json",
                    "\"" + Revision.OF_CLASS + "\"",
                    0);

    @Override
    public String path() {
        return "/api/v1/garden/ready";
    }

    @Override
    public Optional<Body> body() {
        Trouble.at("answer");
        return Optional.of(body);
    }
}
