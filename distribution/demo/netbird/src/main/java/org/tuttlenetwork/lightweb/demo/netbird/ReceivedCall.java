// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A call that the management API received.
 *
 * @param at when it came
 * @param answered when its answer was ready to be sent
 * @param path with the query
 * @param body null where there was none or no JSON
 * @param status the answer's, 0 where the connection was cut
 * @param answer the answer's JSON, null where it was none, or too large to be kept
 * @param requestId the answer's {@code X-Request-Id}
 * @param userAgent as sent, may be empty
 */
public record ReceivedCall(
        Instant at,
        Instant answered,
        String method,
        String path,
        @Nullable JsonNode body,
        int status,
        @Nullable JsonNode answer,
        String requestId,
        String userAgent) {}
