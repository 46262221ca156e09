// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

import gg.jte.generated.precompiled.islands.JtecodeGenerated;
import gg.jte.generated.precompiled.islands.JteinviteGenerated;
import gg.jte.generated.precompiled.islands.JtejoinGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.island.IslandOffers.Offered;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Terms;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class InvitePagesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    static Invitation invitation() {
        Terms terms =
                new Terms(
                        Kind.LINK,
                        MemberRole.GUEST,
                        NOW.plusSeconds(3600),
                        3,
                        Optional.of(Instant.parse("2027-07-01T00:00:00Z")),
                        true);
        return new Invitation(
                new UUID(9, 9), new UUID(1, 1), terms, new UserId("1"), NOW, 1, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"en, 'Until June 30, 2027.'", "fr, Jusqu’au 30 juin 2027."})
    void showsWhoInvitesWhatIsOpenAndUntilWhen(String language, String until) {
        InvitePage page =
                new InvitePage(
                        new IslandPage.Visitor(
                                IslandPagesTest.messages(language), "1", MemberRole.ADMIN, NOW),
                        IslandPagesTest.kitchen(),
                        List.of(invitation()),
                        new InviteForm(),
                        Wrong.NOTHING);
        StringOutput output = new StringOutput();
        JteinviteGenerated.render(new OwaspHtmlTemplateOutput(output), null, page);
        assertThat(output.toString())
                .contains(until, "value=\"moderator\"", "/invite/" + new UUID(9, 9) + "/revoke")
                .containsPattern("value=\"1440\" selected")
                .doesNotContain("value=\"owner\"", "value=\"admin\"");
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void saysHowFarSomebodyIs(Standing standing) {
        for (String language : List.of("en", "fr")) {
            String html = join(language, standing, true);
            assertThat(html.contains("name=\"agreement\"")).isEqualTo(standing == Standing.NEW);
            assertThat(html)
                    .contains("Kitchen", "Olivia &lt;b&gt;")
                    .doesNotContain("action=\"/login\"");
        }
    }

    @Test
    void asksWhoIsNobodyYetToLogInAndComesBack() {
        assertThat(join("en", Standing.NEW, false))
                .contains(
                        "action=\"/login\"",
                        "value=\"/join/lwi_secret\"",
                        "There you can use: Logbook (Wiki).",
                        "Members reach these ports")
                .doesNotContain("action=\"/join\"", "login?to=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void leadsWhoCameByTheDoorToTheIslandInside(String language) {
        URI inside = URI.create("https://net.example.org/islands/kitchen");
        assertThat(join(language, Standing.MEMBER, true, Optional.of(inside)))
                .contains("href=\"https://net.example.org/islands/kitchen\"");
        assertThat(join(language, Standing.NEW, true, Optional.of(inside)))
                .doesNotContain("href=\"/\"");
    }

    private static String join(String language, Standing standing, boolean loggedIn) {
        return join(language, standing, loggedIn, Optional.empty());
    }

    private static String join(
            String language, Standing standing, boolean loggedIn, Optional<URI> inside) {
        Preview preview =
                new Preview(IslandPagesTest.kitchen(), "Olivia <b>", invitation(), standing);
        JoinPage page =
                new JoinPage(
                        IslandPagesTest.messages(language),
                        preview,
                        List.of(new Offered("Logbook", "Wiki")),
                        "lwi_secret",
                        loggedIn,
                        NOW,
                        inside,
                        "data:image/jpeg;base64,AAAA",
                        Wrong.NOTHING);
        StringOutput output = new StringOutput();
        JtejoinGenerated.render(new OwaspHtmlTemplateOutput(output), null, page);
        return output.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void keepsACodeThatIsNone(String language) {
        StringOutput output = new StringOutput();
        JtecodeGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                IslandPagesTest.messages(language),
                "<K7MQ",
                Wrong.NOTHING);
        assertThat(output.toString()).contains("value=\"&lt;K7MQ\"");
    }

    @Test
    void drawsACodeThatAReaderReads() throws Exception {
        String link = "https://net.example.org/join/lwi_AAAAAAAAAAAAAAAAAAAAAAAAAAA";
        String svg = QrCode.svg(link, "A label");
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1));
        int scale = 4;
        int[] pixels = new int[size * size * scale * scale];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher dot = Pattern.compile("M(\\d+) (\\d+)h").matcher(svg);
        while (dot.find()) {
            int x = Integer.parseInt(dot.group(1)) * scale;
            int y = Integer.parseInt(dot.group(2)) * scale;
            for (int row = y; row < y + scale; row++) {
                Arrays.fill(pixels, row * size * scale + x, row * size * scale + x + scale, 0);
            }
        }
        RGBLuminanceSource source = new RGBLuminanceSource(size * scale, size * scale, pixels);
        assertThat(
                        new QRCodeReader()
                                .decode(new BinaryBitmap(new GlobalHistogramBinarizer(source)))
                                .getText())
                .isEqualTo(link);
    }

    @Test
    void countsALastDayWhole() {
        Instant end = EndDate.parse("until", "2027-06-30").orElseThrow();
        assertThat(end).isEqualTo("2027-07-01T00:00:00Z");
        assertThat(EndDate.day(end)).isEqualTo("2027-06-30");
        assertThat(EndDate.words(end, Locale.FRENCH)).isEqualTo("30 juin 2027");
        assertThat(EndDate.parse("until", " ")).isEmpty();
        assertThatThrownBy(() -> EndDate.parse("until", "30.6.2027"))
                .isInstanceOf(LightWebException.class);
    }
}
