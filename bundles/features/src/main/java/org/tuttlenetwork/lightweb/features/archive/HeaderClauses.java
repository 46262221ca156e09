// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads manifest headers in OSGi's common form (Core 8, section 3.2.4). */
final class HeaderClauses {
    private HeaderClauses() {}

    /**
     * A clause: paths, and what is said of all of them.
     *
     * @param paths for example package names
     * @param parameters attributes by name, directives by name and colon ({@code resolution:})
     */
    record Clause(List<String> paths, Map<String, String> parameters) {
        Clause {
            paths = List.copyOf(paths);
            parameters = Map.copyOf(parameters);
        }
    }

    /** The clauses of a header in its order. */
    static List<Clause> of(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String text : split(header, ',')) {
            List<String> paths = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String part : split(text, ';')) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    paths.add(part);
                } else {
                    // A type may follow the name: version:Version="1.0".
                    String name = part.substring(0, equals).strip();
                    int colon = name.indexOf(':');
                    boolean typed = colon > 0 && colon < name.length() - 1;
                    parameters.put(
                            typed ? name.substring(0, colon) : name,
                            unquoted(part.substring(equals + 1).strip()));
                }
            }
            clauses.add(new Clause(paths, parameters));
        }
        return clauses;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean end = at == text.length();
            if (!end && text.charAt(at) == '\\' && quoted) {
                at++;
            } else if (!end && text.charAt(at) == '"') {
                quoted = !quoted;
            } else if (end || text.charAt(at) == separator && !quoted) {
                String part = text.substring(from, Math.min(at, text.length())).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = at + 1;
            }
        }
        return parts;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
    }
}
