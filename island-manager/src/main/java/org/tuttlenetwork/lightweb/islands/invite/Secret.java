// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.tuttlenetwork.lightweb.islands.Invitation.Kind;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody hands on to invite: {@code lwi_} with 128 random bits and a checksum for a link,
 * eight signs of Crockford's base 32 (40 bits, <a href="https://www.crockford.com/base32.html">as
 * specified there</a>: no I, L, O, U) to be said aloud. Shown once, stored as a keyed hash.
 *
 * @param kind which of both
 * @param text the one form that it is hashed in: a code without its dash
 */
public record Secret(Kind kind, String text) {
    private static final String PREFIX = "lwi_";
    private static final int CODE_SIGNS = 8;
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    static Secret next(Kind kind) {
        return switch (kind) {
            case LINK -> new Secret(kind, LinkSecret.next(PREFIX));
            case CODE -> code();
        };
    }

    private static Secret code() {
        StringBuilder code = new StringBuilder();
        RANDOM.ints(CODE_SIGNS, 0, SIGNS.length()).forEach(sign -> code.append(SIGNS.charAt(sign)));
        return new Secret(Kind.CODE, code.toString());
    }

    /**
     * What was typed or opened.
     *
     * @return empty where it is neither: a mistyped link is told by its checksum
     */
    public static Optional<Secret> parse(String typed) {
        String text = typed.strip();
        if (text.startsWith(PREFIX)) {
            return LinkSecret.isFormed(PREFIX, text)
                    ? Optional.of(new Secret(Kind.LINK, text))
                    : Optional.empty();
        }
        return parseCode(text);
    }

    private static Optional<Secret> parseCode(String text) {
        String signs =
                text.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1');
        boolean formed =
                signs.length() == CODE_SIGNS && signs.chars().allMatch(c -> SIGNS.indexOf(c) >= 0);
        return formed ? Optional.of(new Secret(Kind.CODE, signs)) : Optional.empty();
    }

    /** As people read it: a code in two halves. */
    public String shown() {
        return switch (kind) {
            case LINK -> text;
            case CODE -> text.substring(0, CODE_SIGNS / 2) + "-" + text.substring(CODE_SIGNS / 2);
        };
    }

    /** Never the secret itself: records are logged easily. */
    @Override
    public String toString() {
        return "Secret[" + kind + "]";
    }
}
