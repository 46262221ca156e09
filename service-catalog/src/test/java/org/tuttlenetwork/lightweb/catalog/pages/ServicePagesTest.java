// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.generated.precompiled.catalog.JtecardGenerated;
import gg.jte.generated.precompiled.catalog.JteservicesGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.catalog.Catalog;
import org.tuttlenetwork.lightweb.catalog.Instance;
import org.tuttlenetwork.lightweb.catalog.ServiceType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class ServicePagesTest {
    @ParameterizedTest
    @CsvSource({
        "en, APPLIED, working, true",
        "fr, APPLIED, en marche, true",
        "en, PENDING, It comes into force in a moment., false",
        "fr, FAILED, prévenez l’administration, false"
    })
    void opensWhatWorksAndSaysWhyNotOtherwise(
            String language, FragmentState.State state, String words, boolean opens) {
        String html = services(language, List.of(card(language, state)), false);
        assertThat(html).contains(words, "Our &lt;files&gt;", "https://files.example/install");
        assertThat(html.contains("href=\"https://files.kitchen.test:8443/\"")).isEqualTo(opens);
        assertThat(html).doesNotContain("element://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void saysWhatThePageIsForWhereNothingIs(String language) {
        Messages messages = messages(language);
        assertThat(services(language, List.of(), false))
                .contains(messages.text("empty"), messages.text("empty.next"), "/islands");
        assertThat(services(language, List.of(), true))
                .contains(messages.text("empty.administrator"));
        StringOutput card = new StringOutput();
        JtecardGenerated.render(
                new OwaspHtmlTemplateOutput(card),
                null,
                messages,
                List.of(card(language, FragmentState.State.APPLIED)),
                7);
        assertThat(card.toString()).contains("Our &lt;files&gt;", messages.text("card.all", 7));
    }

    private static String services(
            String language, List<ServiceCard> cards, boolean administrator) {
        StringOutput output = new StringOutput();
        JteservicesGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages(language),
                cards.isEmpty() ? Map.of() : Map.of("Kitchen", cards),
                administrator);
        return output.toString();
    }

    private static ServiceCard card(String language, FragmentState.State state) {
        ServiceType type =
                new ServiceType(
                        "example.files",
                        "1.0.0",
                        ServiceType.Kind.FILES,
                        Map.of("en", "Files"),
                        Map.of("en", "Files, shared", "fr", "Des fichiers, partagés"),
                        "Apache-2.0",
                        "",
                        List.of(
                                new ServiceType.Endpoint(
                                        "web", ServiceType.Protocol.HTTPS, 8443, "/")),
                        List.of(
                                new ServiceType.Client(
                                        "android", "Files", "https://files.example/install"),
                                new ServiceType.Client("ios", "Files", "element://{url}")),
                        "<svg/>".getBytes(StandardCharsets.UTF_8));
        Instance instance =
                new Instance(
                        new UUID(1, 1),
                        type.id(),
                        "files",
                        "Our <files>",
                        "server",
                        new Instance.WholeNetwork(),
                        new UserId("1"),
                        Instant.EPOCH);
        return ServiceCard.of(
                new Catalog.Offer(
                        instance,
                        type,
                        Optional.empty(),
                        "files.kitchen.test",
                        new FragmentState(state, "", Instant.EPOCH)),
                messages(language));
    }

    private static Messages messages(String language) {
        return Messages.of(ServicePages.class, Locale.forLanguageTag(language));
    }
}
