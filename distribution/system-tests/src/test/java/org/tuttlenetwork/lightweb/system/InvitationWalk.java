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

import java.util.List;

/**
 * An owner invites, somebody who is in no island comes, and the owner lets them in: by pages alone,
 * without JavaScript. A picture of each page is left in {@code target/pages}.
 */
final class InvitationWalk {
    private final Browser browser;
    private final String url;
    private final String door;

    /**
     * @param url of the people's listener
     * @param door of the listener for who is outside
     */
    InvitationWalk(Browser browser, String url, String door) {
        this.browser = browser;
        this.url = url;
        this.door = door;
    }

    /** Olivia, in French and on a phone, invites by a link that asks for her yes. */
    String inviteByLink() {
        try (BrowserContext context = Browsers.plain(browser, "fr", ColorScheme.DARK, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.OLIVIA);
            page.navigate(url + "/islands/lighthouse/invite");
            page.locator("#role").selectOption("guest");
            page.locator("#until").fill("2001-01-01");
            page.locator("form.sheet button").click();
            assertThat(page.locator("#until-wrong").textContent()).contains("Un jour à venir");
            assertThat(page.locator("#role").inputValue()).as("is kept").isEqualTo("guest");
            Browsers.picture(page, "invite-wrong");
            page.locator("#until").fill("2031-06-30");
            page.locator("input[name=approval]").check();
            page.locator("form.sheet button").click();
            assertThat(page.locator("svg.qr").count()).isEqualTo(1);
            Browsers.picture(page, "invitation-link");
            String link = page.locator("code.copy").first().textContent();
            assertThat(link).startsWith(door + "/join/lwi_");
            return link;
        }
    }

    /** Nora opens it without a login, logs in, asks, and waits. */
    void ask(String link) {
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.LIGHT, 360)) {
            Page page = context.newPage();
            assertThat(page.navigate(link).status()).isEqualTo(200);
            assertThat(page.locator("main").textContent())
                    .contains("Olivia", "Lighthouse", "June 30, 2031", "Guest");
            assertThat(page.locator("nav, form[action='/preferences']").count())
                    .as("nothing leads elsewhere from the door")
                    .isZero();
            Browsers.picture(page, "join-stranger");
            page.locator("form[action='/login'] button").click();
            page.locator("button, input[type=submit]")
                    .filter(
                            new com.microsoft.playwright.Locator.FilterOptions()
                                    .setHasText(Persona.NORA.givenName()))
                    .first()
                    .click();
            page.waitForURL(link);
            Browsers.picture(page, "join-preview");
            page.locator("form[action='/join'] button").click();
            assertThat(page.locator("[role=status]").textContent()).contains("You have asked");
            Browsers.picture(page, "join-waiting");
            page.navigate(url + "/");
            assertThat(page.locator("main").textContent()).contains("you have asked to be let in");
        }
    }

    /** What a stranger sees can be used by everybody; axe needs JavaScript. */
    void beUsable(String link) {
        for (String language : List.of("en", "fr")) {
            try (BrowserContext context =
                    browser.newContext(new Browser.NewContextOptions().setLocale(language))) {
                Page page = context.newPage();
                page.navigate(link);
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                assertThat(
                                new AxeBuilder(page)
                                        .withTags(PageChecks.STANDARDS)
                                        .setLegacyMode(true)
                                        .analyze()
                                        .getViolations())
                        .isEmpty();
            }
        }
    }

    /** Olivia sees on her first page that somebody asks, and says yes. */
    void letIn() {
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.LIGHT, 1280)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.OLIVIA);
            page.locator(".notices a[href='/islands/lighthouse']").first().click();
            Browsers.picture(page, "island-request");
            page.locator("form[action$='/approve'] button").click();
            page.waitForURL(url + "/islands/lighthouse");
            assertThat(page.locator("form[action$='/approve']").count()).isZero();
            assertThat(page.locator("main").textContent()).contains("Nora", "until June 30, 2031");
            page.locator("details.change summary").first().click();
            Browsers.picture(page, "island-change");
        }
    }

    /** Olivia lets members reach a port; Nora sees on her first page that she is asked. */
    void changeTheRules() {
        try (BrowserContext context = Browsers.plain(browser, "fr", ColorScheme.LIGHT, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.OLIVIA);
            page.navigate(url + "/islands/lighthouse/rules");
            page.locator("input[value=PORTS]").check();
            page.locator("input[name=ports]").fill("22, x");
            page.locator("form[action$='/rules'] button").click();
            assertThat(page.locator("#ports-wrong").textContent()).contains("De 1 à 20");
            assertThat(page.locator("input[name=ports]").inputValue()).isEqualTo("22, x");
            Browsers.picture(page, "rules-wrong");
            page.locator("input[name=ports]").fill("22, 445");
            page.locator("form[action$='/rules'] button").click();
            page.waitForURL(url + "/islands/lighthouse");
            assertThat(page.locator("main").textContent())
                    .contains("ces ports sur les appareils des autres", "22, 445", "pas encore");
            Browsers.picture(page, "island-rules-changed");
        }
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.DARK, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.NORA);
            page.locator(".notices a[href='/islands/lighthouse']").first().click();
            assertThat(page.locator("main").textContent()).contains("The rules have changed");
            Browsers.picture(page, "rules-asked");
            page.locator("form[action$='/rules/agree'] button").click();
            assertThat(page.locator("form[action$='/rules/agree']").count()).isZero();
        }
    }

    /** A spoken code: told once, typed by another one, and a wrong one is told apart. */
    void inviteByCode() {
        String code;
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.LIGHT, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.OLIVIA);
            page.navigate(url + "/islands/lighthouse/invite");
            page.locator("input[value=CODE]").check();
            page.locator("form.sheet button").click();
            code = page.locator(".spoken").textContent();
            Browsers.picture(page, "invitation-code");
        }
        try (BrowserContext context = Browsers.plain(browser, "fr", ColorScheme.DARK, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.MAYA);
            page.navigate(url + "/join");
            page.locator("#secret").fill("0000-0000");
            page.locator("form.sheet button").click();
            assertThat(page.locator("#secret-wrong").textContent()).contains("n’existe pas");
            Browsers.picture(page, "code-wrong");
            page.locator("#secret").fill(code.replace("-", " ").toLowerCase(java.util.Locale.ROOT));
            page.locator("form.sheet button").click();
            assertThat(page.locator("main").textContent()).contains("Olivia", "Lighthouse");
            assertThat(page.url()).as("the code is in no history").isEqualTo(url + "/join");
            page.locator("form[action='/join'] button").click();
            page.locator("form[action$='/withdraw'] button").click();
            page.waitForURL(url + "/islands");
        }
    }

    /** Olivia offers the island to Malik, who sees it on his first page and declines. */
    void offer() {
        try (BrowserContext context = Browsers.plain(browser, "fr", ColorScheme.LIGHT, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.OLIVIA);
            page.navigate(url + "/islands/lighthouse/handover");
            page.locator("input[value='" + Persona.MALIK.userId() + "']").check();
            page.locator("form.sheet button").click();
            assertThat(page.locator("main").textContent())
                    .contains("Malik Diallo, qui doit accepter");
            Browsers.picture(page, "handover-waits");
        }
        try (BrowserContext context = Browsers.plain(browser, "fr", ColorScheme.DARK, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.MALIK);
            page.locator(".notices a[href='/islands/lighthouse']").first().click();
            Browsers.picture(page, "handover-offered");
            page.locator("form[action$='/handover/end'] button").click();
            assertThat(page.locator("form[action$='/handover/accept']").count()).isZero();
        }
    }

    /** All of it stands in the journal, as sentences. */
    void readTheJournal() {
        try (BrowserContext context = Browsers.plain(browser, "en", ColorScheme.LIGHT, 360)) {
            Page page = context.newPage();
            Browsers.logIn(page, url, Persona.OLIVIA);
            page.navigate(url + "/islands/lighthouse/journal");
            assertThat(page.locator("main").textContent())
                    .contains(
                            "Malik Diallo declined the island.",
                            "Olivia Marchand said yes to Nora Quist.",
                            "Nora Quist asked to be let in.",
                            "Nora Quist agreed to the rules.",
                            "Olivia Marchand changed the rules.",
                            "Olivia Marchand made an invitation: Guest.");
            Browsers.picture(page, "island-journal");
        }
    }
}
