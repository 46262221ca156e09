// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What is said to whoever sets up, in English or French. */
public final class Words {
    private final ResourceBundle messages;
    private final Locale locale;

    /**
     * @param environment whose LC_ALL, LC_MESSAGES or LANG, the first that is set, says which
     */
    public Words(Map<String, String> environment) {
        String wanted =
                List.of("LC_ALL", "LC_MESSAGES", "LANG").stream()
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("");
        locale = wanted.startsWith("fr") ? Locale.FRENCH : Locale.ROOT;
        messages =
                ResourceBundle.getBundle(
                        "org.tuttlenetwork.lightweb.cli.setup.messages",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public String text(String key, Object... arguments) {
        String pattern = messages.getString(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, locale).format(arguments);
    }
}
