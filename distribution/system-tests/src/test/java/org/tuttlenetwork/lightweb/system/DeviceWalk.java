// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A member brings a device that cannot log in, whoever has its link shows the setup key at the
 * door, NetBird's stand-in takes the key, and the device is on the island: by pages alone, without
 * JavaScript. And an owner gives the island a picture, and devices names.
 */
final class DeviceWalk {
    private static final Pattern KEY = Pattern.compile("--setup-key (\\S+)");
    private static final int PATIENCE_SECONDS = 60;

    private final Browser browser;
    private final RunningDemo demo;
    private String link = "";

    DeviceWalk(Browser browser, RunningDemo demo) {
        this.browser = browser;
        this.demo = demo;
    }

    private static String page() {
        return "/islands/lighthouse/devices";
    }

    /** Mia makes a link for a television; what is wrong stands at its field. */
    void bring() {
        try (BrowserContext context = Browsers.plain(browser, "fr", ColorScheme.DARK, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, demo.url(), Persona.MIA);
            page.navigate(demo.url() + page());
            assertThat(page.locator("main").textContent()).contains("Aucun pour l’instant");
            Browsers.picture(page, "devices-none");
            page.locator("#name").fill("Télévision");
            page.locator("#until").fill("2001-01-01");
            page.locator("form.sheet button").click();
            assertThat(page.locator("#until-wrong").textContent()).contains("dans un an au plus");
            assertThat(page.locator("#name").inputValue()).isEqualTo("Télévision");
            page.locator("#until").fill(LocalDate.now(ZoneOffset.UTC).plusDays(90).toString());
            page.locator("form.sheet button").click();
            assertThat(page.locator("svg.qr").count()).isEqualTo(1);
            Browsers.picture(page, "device-link");
            link = page.locator("code.copy").first().textContent();
            assertThat(link).startsWith(demo.door() + "/join/device/lwd_");
        }
    }

    /** Somebody without a login exchanges the link at the door; a second time it is used up. */
    void exchange() throws Exception {
        String key;
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.LIGHT, 360)) {
            Page page = context.newPage();
            assertThat(page.navigate(link).status()).isEqualTo(200);
            assertThat(page.locator("main").textContent())
                    .contains("Télévision", "Lighthouse", "Mia");
            Browsers.picture(page, "device-welcome");
            page.locator("form[action='/join/device'] button").click();
            Matcher shown = KEY.matcher(page.locator("code.copy").textContent());
            assertThat(shown.find()).as("a setup key").isTrue();
            key = shown.group(1);
            Browsers.picture(page, "device-key");
            assertThat(page.navigate(link).status()).isEqualTo(410);
        }
        String body = "{\"setup_key\":\"" + key + "\",\"device\":\"television\"}";
        assertThat(demo.post(demo.netbirdControl() + "/join", body, "").statusCode())
                .isEqualTo(200);
        assertThat(demo.post(demo.netbirdControl() + "/join", body, "").statusCode())
                .isEqualTo(400);
    }

    /**
     * Mia sees it come; Olivia, who owns the island, names devices and sends the television away.
     */
    void beHere() throws Exception {
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.LIGHT, 1280)) {
            Page page = context.newPage();
            Browsers.logIn(page, demo.url(), Persona.OLIVIA);
            page.navigate(demo.url() + page());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!page.locator("main").textContent().contains("It is here, and connected")) {
                assertThat(System.nanoTime()).as("the television comes").isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(500);
                page.reload();
            }
            page.locator("form[action$='/devices/names'] button").click();
            assertThat(page.locator("main").textContent())
                    .contains("laptop.lighthouse.islands.tuttle.internal", "Mia");
            Browsers.picture(page, "devices");
            page.locator("form[action$='/remove'] button").click();
            assertThat(page.locator("main").textContent()).contains("None yet");
        }
    }

    /** Olivia gives the island a picture; what is none is refused at its field. */
    void choosePicture(Path picture, Path none) {
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.LIGHT, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, demo.url(), Persona.OLIVIA);
            page.navigate(demo.url() + "/islands/lighthouse/rules");
            page.locator("#picture").setInputFiles(none);
            page.locator("form[enctype] button").click();
            assertThat(page.locator("#picture-wrong").textContent()).contains("PNG, JPEG or GIF");
            page.locator("#picture").setInputFiles(picture);
            page.locator("form[enctype] button").click();
            page.waitForURL(demo.url() + "/islands/lighthouse");
            assertThat(page.locator("img.island").count()).isEqualTo(1);
            assertThat(page.locator("img.island").evaluate("image => image.naturalWidth"))
                    .isEqualTo(256);
            Browsers.picture(page, "island-picture");
        }
    }

    /** These pages can be used by everybody; axe needs JavaScript. */
    void beUsable() {
        for (String language : List.of("en", "fr")) {
            try (BrowserContext context =
                    browser.newContext(new Browser.NewContextOptions().setLocale(language))) {
                Page page = context.newPage();
                Browsers.logIn(page, demo.url(), Persona.OLIVIA);
                for (String path : List.of(page(), "/islands/lighthouse/rules")) {
                    page.navigate(demo.url() + path);
                    assertThat(
                                    new AxeBuilder(page)
                                            .withTags(PageChecks.STANDARDS)
                                            .setLegacyMode(true)
                                            .analyze()
                                            .getViolations())
                            .as(path)
                            .isEmpty();
                }
            }
        }
    }
}
