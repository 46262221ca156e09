// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

/**
 * What a user calls a device.
 *
 * @param value 1 to 64 characters; no control character, since it stands in configuration files
 */
public record DeviceName(String value) {
    /**
     * @throws LightWebException INVALID, naming the rule that the value breaks
     */
    public DeviceName {
        value = value.strip();
        boolean plain =
                value.codePoints()
                        .noneMatch(
                                c ->
                                        Character.isISOControl(c)
                                                || Character.getType(c) == Character.FORMAT
                                                || Character.getType(c) == Character.LINE_SEPARATOR
                                                || Character.getType(c)
                                                        == Character.PARAGRAPH_SEPARATOR);
        if (value.isEmpty() || value.length() > 64 || !plain) {
            throw LightWebException.invalid(
                    "device.name", "1 to 64 characters, no line breaks or control characters");
        }
    }
}
