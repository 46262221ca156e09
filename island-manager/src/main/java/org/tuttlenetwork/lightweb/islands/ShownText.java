// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.Set;

/**
 * What a line must be that one person types and others are shown: nobody is misled by what they
 * cannot see. Letters of every script, emoji and combining marks are allowed.
 *
 * @param longest in code points
 */
public record ShownText(int longest) {
    /** Of letters or symbols, by their category, but drawn as nothing. */
    private static final Set<Integer> BLANK =
            Set.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x1D159);

    /**
     * The text without the spaces around it.
     *
     * @throws LightWebException INVALID, naming the field, for a text that is not allowed
     */
    public String require(String field, String typed) {
        String text = strip(typed);
        if (!allows(text)) {
            throw LightWebException.invalid(field, rule());
        }
        return text;
    }

    /**
     * Without the spaces and line ends around it. What ends a line without anybody seeing it, as
     * U+2028, stays and is not allowed.
     */
    public static String strip(String typed) {
        int begin = 0;
        int end = typed.length();
        while (begin < end && isSpace(typed.charAt(begin))) {
            begin++;
        }
        while (end > begin && isSpace(typed.charAt(end - 1))) {
            end--;
        }
        return typed.substring(begin, end);
    }

    /** Whether it may be shown as it is. */
    public boolean allows(String text) {
        return text.codePointCount(0, text.length()) <= longest
                && text.codePoints().noneMatch(ShownText::isMisleading)
                && text.codePoints().anyMatch(ShownText::isVisible);
    }

    /** That in words. */
    public String rule() {
        return "1 to "
                + longest
                + " characters that can be seen, on one line, without control characters";
    }

    private static boolean isSpace(char letter) {
        return Character.getType(letter) == Character.SPACE_SEPARATOR
                || letter < 0x80 && Character.isWhitespace(letter);
    }

    /** What is not text, ends a line, or turns the direction of what follows. */
    private static boolean isMisleading(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> isTurning(letter);
        };
    }

    private static boolean isTurning(int letter) {
        return letter == 0x061C
                || letter == 0x200E
                || letter == 0x200F
                || letter >= 0x202A && letter <= 0x202E
                || letter >= 0x2066 && letter <= 0x2069;
    }

    /** A mark alone has nothing that it stands on; some are drawn as nothing. */
    private static boolean isVisible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.UNASSIGNED ->
                    false;
            default -> !BLANK.contains(letter);
        };
    }
}
