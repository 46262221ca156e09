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
    private static final String RULE = "1 to 64 characters, no line breaks or control characters";

    /**
     * @throws LightWebException INVALID, naming the rule that the value breaks
     */
    public DeviceName {
        value = value.strip();
        if (!isGood(value)) {
            throw LightWebException.invalid("device.name", RULE);
        }
    }

    /**
     * A name that was said beside no device.
     *
     * @throws LightWebException INVALID, naming {@code name} and the rule that the value breaks
     */
    public static DeviceName renamed(String value) {
        if (!isGood(value.strip())) {
            throw LightWebException.invalid("name", RULE);
        }
        return new DeviceName(value);
    }

    private static boolean isGood(String value) {
        return !value.isEmpty()
                && value.length() <= 64
                && value.codePoints().allMatch(DeviceName::isPlain);
    }

    private static boolean isPlain(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.LINE_SEPARATOR
                && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
    }
}
