// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.util.Optional;

/**
 * A service that answers {@code GET} on one exact path with bytes that are ready, without Jersey:
 * for what is asked most. Served to everybody with a strong {@code ETag}, {@code 304} and {@code
 * HEAD}.
 */
public interface PreparedAnswer {
    /** The exact path, for example {@code /api/v1/pools}. */
    String path();

    /**
     * The bytes of now; empty means 503 with Retry-After. Called for each request: it must be a
     * field read.
     */
    Optional<Body> body();

    /**
     * What is sent.
     *
     * @param bytes the body; never changed after this
     * @param contentType for example {@code application/json}
     * @param etag a strong entity tag with its quotes
     * @param maxAgeSeconds for {@code Cache-Control: public, max-age}; 0 means {@code no-cache}
     */
    record Body(byte[] bytes, String contentType, String etag, int maxAgeSeconds) {}
}
