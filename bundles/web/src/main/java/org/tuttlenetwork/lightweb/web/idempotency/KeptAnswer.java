// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.idempotency;

import java.util.List;
import java.util.Map;

/**
 * An answer as it went out.
 *
 * @param status 200 to 399
 * @param headers those that the resource gave
 * @param body its bytes, empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; bytes in, bytes out.
public record KeptAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    /** With the headers copied. */
    public KeptAnswer {
        headers = Map.copyOf(headers);
    }
}
