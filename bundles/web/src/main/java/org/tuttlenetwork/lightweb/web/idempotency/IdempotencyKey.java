// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.idempotency;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.regex.Pattern;

/**
 * The value of the header {@code Idempotency-Key}: a string as in RFC 9651, or the same without its
 * quotes, as most clients send it (draft-ietf-httpapi-idempotency-key-header, section 2).
 *
 * @param value 8 to 128 visible ASCII characters
 */
public record IdempotencyKey(String value) {
    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!#-\\[\\]-~]{8,128}");

    /**
     * @throws LightWebException INVALID, naming the header, where the value has another form
     */
    public static IdempotencyKey parse(String header) {
        String text = header.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        String bare = quoted ? text.substring(1, text.length() - 1) : text;
        if (!FORM.matcher(bare).matches()) {
            throw LightWebException.invalid(
                    HEADER, "8 to 128 visible ASCII characters, for example a UUID");
        }
        return new IdempotencyKey(bare);
    }
}
