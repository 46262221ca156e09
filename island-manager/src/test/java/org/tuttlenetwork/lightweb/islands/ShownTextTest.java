// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ShownTextTest {
    private static final ShownText NAME = new ShownText(8);

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("a word", "Kitchen", true),
                Arguments.of("one letter", "K", true),
                Arguments.of("accents", "l\u2019\u00cele \u00e9", true),
                Arguments.of("combining marks", "e\u0301te\u0301", true),
                Arguments.of("Hebrew", "\u05de\u05d8\u05d1\u05d7", true),
                Arguments.of("Arabic", "\u0645\u0637\u0628\u062e", true),
                Arguments.of("Persian with a non-joiner", "\u0645\u06cc\u200c\u062e\u0648", true),
                Arguments.of("Devanagari", "\u0915\u094d\u0937\u093f", true),
                Arguments.of("Hangul", "\ubd80\uc5cc", true),
                Arguments.of("an emoji", "\ud83c\udf75", true),
                Arguments.of("emoji, joined", "\ud83d\udc69\u200d\ud83d\ude80", true),
                Arguments.of("eight emoji", "\ud83c\udf75".repeat(8), true),
                Arguments.of("a space within", "a b", true),
                Arguments.of("a blank within", "a\u3164b", true),
                Arguments.of("nine emoji", "\ud83c\udf75".repeat(9), false),
                Arguments.of("nine letters", "Kitchens!", false),
                Arguments.of("nothing", "", false),
                Arguments.of("NUL", "a\u0000b", false),
                Arguments.of("a tab within", "a\tb", false),
                Arguments.of("a line end within", "a\nb", false),
                Arguments.of("a C1 control", "a\u0085b", false),
                Arguments.of("Arabic letter mark", "a\u061cb", false),
                Arguments.of("right-to-left mark", "a\u200fb", false),
                Arguments.of("right-to-left override", "\u202eevil", false),
                Arguments.of("right-to-left isolate", "\u2067x", false),
                Arguments.of("line separator", "\u2028x", false),
                Arguments.of("paragraph separator", "x\u2029", false),
                Arguments.of("high surrogate alone", "x\ud83c", false),
                Arguments.of("low surrogate alone", "\udf75x", false),
                Arguments.of("surrogates in the wrong order", "\udf75\ud83c", false),
                Arguments.of("zero width space", "\u200b", false),
                Arguments.of("joiners", "\u200d\u2060\ufeff", false),
                Arguments.of("no-break space", "\u00a0", false),
                Arguments.of("ideographic space", "\u3000", false),
                Arguments.of("Hangul fillers", "\u115f\u1160\u3164\uffa0", false),
                Arguments.of("empty Braille", "\u2800", false),
                Arguments.of("a selector alone", "\ufe0f", false),
                Arguments.of("a mark alone", "\u0301", false),
                Arguments.of("blanks between spaces", "\u3164 \u200b", false));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("texts")
    void allowsWhatCanBeSeenAndMisleadsNobody(String what, String text, boolean allowed) {
        assertThat(NAME.allows(ShownText.strip(text))).as(what).isEqualTo(allowed);
    }

    @Test
    void allowsNothingThatTurnsTheDirection() {
        IntStream.of(
                        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
                        0x2067, 0x2068, 0x2069)
                .mapToObj(Character::toString)
                .forEach(one -> assertThat(NAME.allows("a" + one)).isFalse());
    }

    @Test
    void stripsSpacesOfEveryKindAndNothingElse() {
        assertThat(ShownText.strip(" \t\u00a0\u3000 a b\u2003\r\n")).isEqualTo("a b");
        assertThat(ShownText.strip("\u200b")).isEqualTo("\u200b");
    }

    @Test
    void namesTheFieldAndTheRule() {
        LightWebException refused =
                catchThrowableOfType(
                        LightWebException.class, () -> NAME.require("name", "\u202eevil"));
        assertThat(refused.fields())
                .isEqualTo(
                        List.of(
                                new FieldProblem(
                                        "name",
                                        "1 to 8 characters that can be seen, on one line, without"
                                                + " control characters")));
        assertThat(NAME.require("name", " Tea\u00a0")).isEqualTo("Tea");
    }
}
