// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gg.jte.generated.precompiled.devices.JtecardGenerated;
import gg.jte.generated.precompiled.devices.JteconfigurationGenerated;
import gg.jte.generated.precompiled.devices.JtedeviceGenerated;
import gg.jte.generated.precompiled.devices.JtedevicesGenerated;
import gg.jte.generated.precompiled.devices.JteremoveGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.devices.Addresses;
import org.tuttlenetwork.lightweb.devices.Device;
import org.tuttlenetwork.lightweb.devices.DeviceName;
import org.tuttlenetwork.lightweb.devices.Standing;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

class DevicePagesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final Exits EXITS = new Exits(Map.of("one", "IS", "two", "CH"), Set.of("one"));

    @ParameterizedTest
    @CsvSource({
        "one, WORKING, Iceland, Islande",
        "two, WAITING, Switzerland, Suisse",
        "gone, NEEDS_YOU, no way out, pas de sortie",
        "'', NEEDS_YOU, no way out, pas de sortie"
    })
    void saysInWordsWhereADeviceGoesOut(
            String node, Section.State state, String english, String french) {
        DeviceRow row = row(node, 365, "en");
        assertThat(row.state()).isEqualTo(state);
        assertThat(row.sentence()).contains(english);
        assertThat(row("one", 365, "en").ends())
                .isEqualTo("its key is good until 27 November 2027");
        assertThat(row(node, 365, "fr").sentence()).contains(french);
    }

    @Test
    void warnsAMonthBeforeAKeyEnds() {
        assertThat(row("one", 31, "en").endsSoon()).isFalse();
        assertThat(row("one", 29, "en").endsSoon()).isTrue();
    }

    @Test
    void saysThatAKeyHasEnded() {
        DeviceRow row = row("", -1, "en");
        assertThat(row.state()).isEqualTo(Section.State.NEEDS_YOU);
        assertThat(row.sentence()).contains("its key has ended");
        assertThat(row.ends()).isEqualTo("its key was good until 26 November 2026");
        assertThat(row.endsSoon()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "en, This is no key that a device can use.",
        "fr, Ce n’est pas une clé qu’un appareil peut utiliser."
    })
    void keepsWhatWasTypedAndSaysAtTheFieldWhatIsWrong(String language, String words) {
        DeviceForm form = DeviceForm.typed("My <phone>", " AAAA ", "SANCTUARY");
        LightWebException refused = catchThrowableOfType(LightWebException.class, form::publicKey);
        Viewer viewer =
                new Viewer(
                        Optional.empty(),
                        "",
                        Locale.forLanguageTag(language),
                        Appearance.DEVICE,
                        "request-1");
        Wrong wrong = Wrong.of(refused, viewer, messages(language), DeviceForm.PLACES);
        String html =
                html(
                        output ->
                                JtedevicesGenerated.render(
                                        new OwaspHtmlTemplateOutput(output),
                                        null,
                                        messages(language),
                                        List.of(),
                                        List.of(),
                                        form,
                                        wrong));
        assertThat(html)
                .contains("My &lt;phone>", "value=\"AAAA\"", words)
                .containsPattern("value=\"SANCTUARY\" selected")
                .containsPattern("<input id=\"key\"[^>]*aria-invalid=\"true\"[^>]* autofocus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsEveryPage(String language) {
        Messages messages = messages(language);
        DeviceRow row = row("one", 365, language);
        assertThat(
                        html(
                                output ->
                                        JtedevicesGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages,
                                                List.of(
                                                        new MeshDevice(
                                                                "p",
                                                                "laptop",
                                                                "100.64.0.1",
                                                                "",
                                                                true)),
                                                List.of(row),
                                                DeviceForm.EMPTY,
                                                Wrong.NOTHING)))
                .contains("laptop", row.path(), messages.text("on"));
        assertThat(
                        html(
                                output ->
                                        JtedeviceGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages,
                                                row,
                                                row.name(),
                                                Wrong.NOTHING)))
                .contains(row.path() + "/rename", row.path() + "/configuration");
        assertThat(
                        html(
                                output ->
                                        JteremoveGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages,
                                                row)))
                .contains("action=\"" + row.path() + "/remove\"", messages.text("remove.sentence"));
        assertThat(
                        html(
                                output ->
                                        JteconfigurationGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages,
                                                "phone",
                                                "[Interface]")))
                .contains("[Interface]");
        assertThat(
                        html(
                                output ->
                                        JtecardGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages,
                                                2,
                                                1,
                                                List.of(row))))
                .contains(messages.text("card.inside", 2, 1), row.sentence());
    }

    private static String html(Consumer<StringOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return output.toString();
    }

    private static DeviceRow row(String node, int days, String language) {
        Device device =
                new Device(
                        new UUID(1, 2),
                        new UserId("1"),
                        new DeviceName("phone"),
                        new WireguardKey("HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw="),
                        new Addresses("10.64.0.9", "fd7a:7474:6c65::9"),
                        Optional.of(node).filter(id -> !id.isEmpty()),
                        TODAY,
                        TODAY.plusDays(days));
        Standing standing =
                days < 0
                        ? Standing.KEY_ENDED
                        : node.isEmpty() ? Standing.UNPLACED : Standing.PLACED;
        return DeviceRow.of(device, standing, EXITS, TODAY, messages(language));
    }

    private static Messages messages(String language) {
        return Messages.of(DevicePages.class, Locale.forLanguageTag(language));
    }
}
