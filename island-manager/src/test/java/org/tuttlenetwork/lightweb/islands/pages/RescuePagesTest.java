// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.generated.precompiled.islands.JteallGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.islands.Lack;
import org.tuttlenetwork.lightweb.islands.pages.RescuePages.RescueForm;
import org.tuttlenetwork.lightweb.islands.pages.RescuePages.Row;

import java.util.List;
import java.util.Optional;

class RescuePagesTest {
    @ParameterizedTest
    @CsvSource({
        "en, OWNER, No owner is active here. Make a member the owner.",
        "en, MEMBERS, 'Nobody is active here, and no owner. Make somebody the owner.'",
        "fr, OWNER, Aucun propriétaire n’est actif ici. Nommez propriétaire l’un des membres.",
        "fr, MEMBERS, 'Personne n’est actif ici, aucun propriétaire non plus. Nommez'"
    })
    void saysWhomAnIslandIsWithoutAndWhatToDo(String language, Lack lack, String sentence) {
        assertThat(all(language, "", Optional.of(lack)))
                .contains("state-needs-you", sentence, "action=\"/islands/all\"");
    }

    @Test
    void asksForAMemberOnlyWhereThereIsOne() {
        assertThat(all("en", "", Optional.of(Lack.OWNER))).contains("e-mail of a member");
        assertThat(all("en", "", Optional.of(Lack.MEMBERS)))
                .contains("Login name or e-mail<")
                .doesNotContain("e-mail of a member");
    }

    @Test
    void marksNothingWhereAnOwnerIsActive() {
        assertThat(all("en", "", Optional.empty()))
                .contains("state-working")
                .doesNotContain("state-needs-you", "is active here");
    }

    @Test
    void asksForNothingWhereANewOwnerIsAnnounced() {
        assertThat(all("en", "A new owner is announced for Monday.", Optional.of(Lack.OWNER)))
                .contains("No owner is active here.", "announced for Monday", "/rescue/stop")
                .doesNotContain("Make a member the owner");
    }

    private static String all(String language, String rescue, Optional<Lack> lack) {
        String badge = "<span class=\"state state-working\">Working</span>";
        StringOutput output = new StringOutput();
        JteallGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                IslandPagesTest.messages(language),
                List.of(new Row("Kitchen", "kitchen", badge, rescue, lack)),
                "",
                RescueForm.EMPTY,
                Wrong.NOTHING);
        return output.toString();
    }
}
