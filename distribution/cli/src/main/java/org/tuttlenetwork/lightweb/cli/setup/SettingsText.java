// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Changes keys in the text of a settings file, and leaves all other lines as they are. */
final class SettingsText {
    private static final String SECRETS = ".*(secret|token|signing_key)";

    private SettingsText() {}

    /** A key is written where it stands, or where it stands commented, or at the end. */
    static String with(String text, Map<String, String> values) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        new TreeMap<>(values).forEach((key, value) -> set(lines, key, key + " = " + value));
        return String.join("\n", lines) + "\n";
    }

    private static void set(List<String> lines, String key, String line) {
        for (String comment : List.of("", "#\\s*")) {
            Pattern pattern = Pattern.compile("\\s*" + comment + Pattern.quote(key) + "\\s*[=:].*");
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).matches()) {
                    lines.set(i, line);
                    return;
                }
            }
        }
        lines.add(line);
    }

    /** Lines that go with a minus, and lines that come with a plus; what is secret is not shown. */
    static String difference(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        StringBuilder shown = new StringBuilder();
        old.stream()
                .filter(line -> !now.contains(line))
                .forEach(line -> shown.append("  - ").append(shown(line)).append('\n'));
        now.stream()
                .filter(line -> !old.contains(line))
                .forEach(line -> shown.append("  + ").append(shown(line)).append('\n'));
        return shown.toString();
    }

    private static String shown(String line) {
        int equals = line.indexOf('=');
        boolean secret =
                equals > 0
                        && line.substring(0, equals).strip().matches(SECRETS)
                        && !line.contains("$[secret:");
        return secret ? line.substring(0, equals) + "= (not shown)" : line;
    }
}
