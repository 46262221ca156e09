// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.generated.precompiled.islands.JteislandGenerated;
import gg.jte.generated.precompiled.islands.JtelistGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.Slug;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

class IslandPagesTest {
    private static final UserId OLIVIA = new UserId("1");
    private static final UserId MIA = new UserId("2");

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsAnIslandToItsOwner(String language) {
        String html = island(language, MemberRole.OWNER, OLIVIA);
        assertThat(html)
                .contains(
                        "Mia &lt;b&gt;",
                        "22, 445",
                        "/islands/kitchen/members/2/remove",
                        "/islands/kitchen/dissolve");
    }

    @Test
    void offersAMemberNothingThatOnlyAnOwnerMay() {
        assertThat(island("en", MemberRole.MEMBER, MIA))
                .doesNotContain("/members/1/remove", "/dissolve", "name=\"login\"")
                .contains("/members/2/remove");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrongAtTheField() {
        StringOutput output = new StringOutput();
        IslandForm form =
                new IslandForm("Tea", "T", "SERVICES_ONLY", "", Map.of("slug", "too short"));
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                Messages.of(IslandPages.class, Locale.ENGLISH),
                List.of(),
                form);
        assertThat(output.toString())
                .contains("value=\"Tea\"", "too short", "aria-invalid=\"true\"");
    }

    @Test
    void saysTheSameInBothLanguages() throws IOException {
        assertThat(texts("messages_fr.properties").stringPropertyNames())
                .isEqualTo(texts("messages.properties").stringPropertyNames());
    }

    private static String island(String language, MemberRole role, UserId viewer) {
        IslandRecord island =
                new IslandRecord(
                        new UUID(1, 1),
                        new Slug("kitchen"),
                        "Kitchen",
                        new MemberRules.ChosenPorts(List.of(22, 445)),
                        OLIVIA,
                        Instant.EPOCH,
                        0);
        IslandPage page =
                new IslandPage(
                        Messages.of(IslandPages.class, Locale.forLanguageTag(language)),
                        island,
                        role,
                        viewer.value(),
                        List.of(
                                member(OLIVIA, "Olivia", MemberRole.OWNER),
                                member(MIA, "Mia <b>", MemberRole.MEMBER)),
                        new FragmentState(FragmentState.State.APPLIED, "", Instant.EPOCH),
                        null);
        StringOutput output = new StringOutput();
        JteislandGenerated.render(new OwaspHtmlTemplateOutput(output), null, page);
        return output.toString();
    }

    private static Member member(UserId id, String name, MemberRole role) {
        return new Member(
                new Person(id, name, name, "en", true),
                role,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Properties texts(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = IslandPages.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
