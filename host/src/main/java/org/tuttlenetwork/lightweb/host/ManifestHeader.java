// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads OSGi manifest headers: {@code a;b;version="1.0";uses:="c,d", e}. */
final class ManifestHeader {
    /** One clause: its paths, and its attributes without the directives. */
    record Clause(List<String> paths, Map<String, String> attributes) {}

    private ManifestHeader() {}

    static List<Clause> parse(String header) {
        return split(header, ',').stream().map(ManifestHeader::clause).toList();
    }

    private static Clause clause(String text) {
        List<String> paths = new ArrayList<>();
        Map<String, String> attributes = new TreeMap<>();
        for (String part : split(text, ';')) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                paths.add(part);
            } else if (part.charAt(equals - 1) != ':') {
                String name = part.substring(0, equals).strip();
                int type = name.indexOf(':');
                attributes.put(
                        type < 0 ? name : name.substring(0, type),
                        unquote(part.substring(equals + 1).strip()));
            }
        }
        return new Clause(List.copyOf(paths), Map.copyOf(attributes));
    }

    private static String unquote(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /** At the separators that are not between quotes; empty parts are left out. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || (!quoted && text.charAt(i) == separator)) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }
}
