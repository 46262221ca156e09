// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import java.util.regex.Pattern;

/** Which texts are domain names and addresses in a zone. */
final class DnsNames {
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "([.]" + LABEL + ")*");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])([.](?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}");
    private static final int LONGEST = 253;

    private DnsNames() {}

    /** Whether this is a name without a wildcard. */
    static boolean isDomain(String text) {
        return text.length() <= LONGEST && DOMAIN.matcher(text).matches();
    }

    /**
     * Whether this is a zone's domain or a name under it, of which the first label may be a star.
     */
    static boolean isWithin(String name, String domain) {
        String fixed = name.startsWith("*.") ? name.substring(2) : name;
        return isDomain(fixed) && (fixed.equals(domain) || fixed.endsWith("." + domain));
    }

    /** Whether a record of this type can have this content. */
    static boolean isContent(String type, String content) {
        return switch (type) {
            case "A" -> IPV4.matcher(content).matches();
            case "AAAA" -> IPV6.matcher(content).matches();
            case "CNAME" -> isDomain(content);
            default -> false;
        };
    }
}
