// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium under Playwright; no browser is ever downloaded. */
final class Browsers {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

    private Browsers() {}

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser chromium(Playwright playwright) {
        Path chromium =
                PLACES.stream()
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "There is no Chromium. Install it (Debian:"
                                                        + " apt-get install chromium)."));
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(
                                        List.of(
                                                "--no-sandbox",
                                                "--disable-gpu",
                                                "--disable-dev-shm-usage")));
    }

    /** Logs a persona in by the login page, from the portal's first page. */
    static void logIn(Page page, String url, Persona persona) {
        page.navigate(url + "/");
        page.locator("a[href='/login']").first().click();
        page.locator("button, input[type=submit]")
                .filter(
                        new com.microsoft.playwright.Locator.FilterOptions()
                                .setHasText(persona.givenName()))
                .first()
                .click();
        page.waitForURL(url + "/");
    }

    /**
     * A person's browser without JavaScript, with which every page must do.
     *
     * @param width of the window, in pixels
     */
    static BrowserContext plain(Browser browser, String language, ColorScheme look, int width) {
        return browser.newContext(
                new Browser.NewContextOptions()
                        .setLocale(language)
                        .setColorScheme(look)
                        .setJavaScriptEnabled(false)
                        .setViewportSize(width, 760));
    }

    /** Keeps a picture of a whole page, to be looked at. */
    static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "pages", name + ".png")));
    }
}
