// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.api.portal.room.Room;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

class WrongTest {
    @Test
    void putsAReasonAtTheFieldWhereTheFormHasIt() {
        Wrong wrong = wrong(LightWebException.conflict("x").because("taken", "kitchen"), "fr");
        assertThat(wrong.at("slug")).isEqualTo("kitchen est déjà pris");
        assertThat(wrong.sentence()).startsWith("Rien n’a été changé. Regardez");
        assertThat(wrong.markup(Locale.FRENCH)).contains("request-1").doesNotContain("autofocus");
    }

    @Test
    void saysAReasonWithoutAFieldAboveTheForm() {
        Wrong wrong = wrong(LightWebException.conflict("x").because("full", "<b>"), "en");
        assertThat(wrong.fields()).isEmpty();
        assertThat(wrong.sentence()).isEqualTo("There are <b> too many. Nothing was changed.");
        assertThat(wrong.markup(Locale.ENGLISH)).contains("&lt;b&gt;", "autofocus");
    }

    @Test
    void namesEachFieldByTheRoomsWordsAndFallsBackToItsOwn() {
        LightWebException two =
                LightWebException.invalid(
                        List.of(
                                new FieldProblem("device.name", "1 to 64"),
                                new FieldProblem("other", "never heard of")));
        Wrong wrong = wrong(two, "en");
        assertThat(wrong.at("name")).isEqualTo("A shorter name.");
        assertThat(wrong.at("other")).isEqualTo("This does not fit here.");
        assertThat(wrong.isAt("slug")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void hasWordsForEveryTypeInBothLanguages(ProblemType type) {
        for (String language : List.of("en", "fr")) {
            Wrong wrong = wrong(new LightWebException(type, "English detail"), language);
            assertThat(wrong.sentence()).isNotBlank().doesNotContain("English detail");
        }
    }

    @Test
    void isNothingWhereNothingIsWrong() {
        assertThat(Wrong.NOTHING.any()).isFalse();
        assertThat(Wrong.NOTHING.markup(Locale.ENGLISH)).isEmpty();
    }

    private static Wrong wrong(LightWebException problem, String language) {
        Locale locale = Locale.forLanguageTag(language);
        Viewer viewer = new Viewer(Optional.empty(), "", locale, Appearance.DEVICE, "request-1");
        Messages room = Messages.of(Room.class, locale);
        return Wrong.of(problem, viewer, room, Map.of("device.name", "name", "taken", "slug"));
    }
}
