// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A country by its ISO 3166-1 alpha-2 code.
 *
 * @param value two upper-case letters
 */
public record JurisdictionCode(String value) implements Comparable<JurisdictionCode> {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}");

    /**
     * @throws IllegalArgumentException where it is not two upper-case letters
     */
    public JurisdictionCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an ISO 3166-1 alpha-2 code in upper case");
        }
    }

    /** The country's name in a language, as the JDK has it. */
    public String name(Locale language) {
        return Locale.of("", value).getDisplayCountry(language);
    }

    @Override
    public int compareTo(JurisdictionCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
