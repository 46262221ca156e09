// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A component that refuses its configuration throws an exception that names file, key and value.
 * That sentence is for a person; the hundred lines of stack around it would hide it.
 */
final class RefusedSetting {
    private static final String FILE = "etc/";
    private static final Pattern LINE =
            Pattern.compile(
                    "^(?:Caused by: )?" + IllegalArgumentException.class.getName() + ": (etc/.*)",
                    Pattern.MULTILINE);

    private RefusedSetting() {}

    /** The sentence, where a wrong setting is among the causes of this failure. */
    static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IllegalArgumentException
                    && message != null
                    && message.startsWith(FILE)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** The sentence, in the text of a stack trace. */
    static Optional<String> in(String stackTrace) {
        Matcher line = LINE.matcher(stackTrace);
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }
}
