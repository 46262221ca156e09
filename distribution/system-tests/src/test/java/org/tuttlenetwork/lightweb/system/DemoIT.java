// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole of it, once: started, walked through, looked at, stopped. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static RunningDemo demo;
    private static AfterBackup later;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start();
        playwright = Browsers.playwright();
        browser = Browsers.chromium(playwright);
    }

    /** The browser ends with its driver. */
    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Order(1)
    void saysWhereToGoAndThatItIsTheDemo() throws Exception {
        assertThat(demo.output()).contains("DEMO", demo.url(), "ada", "Ctrl-C");
        JsonNode ready = JSON.readTree(demo.get(demo.metricsUrl() + "/readyz", "").body());
        assertThat(ready.path("profile").asText()).isEqualTo("demo");
        assertThat(ready.path("checks").path("database").path("status").asText())
                .isEqualTo("ready");
        assertThat(demo.get(demo.metricsUrl() + "/healthz", "").statusCode()).isEqualTo(200);
        assertThat(demo.get(demo.metricsUrl() + "/metrics", "").body())
                .contains("lightweb_web_request_seconds");
    }

    @Test
    @Order(2)
    void walksAllSevenWays() throws Exception {
        RunningDemo.Ended tour = demo.command("tour");
        assertThat(tour.output())
                .contains("All seven ways are open.", "wg-quick strip and wg setconf take it");
        assertThat(tour.code()).isZero();
    }

    @Test
    @Order(3)
    void walksThemAgainOnTheSameData() throws Exception {
        assertThat(demo.command("tour").code()).isZero();
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(
            strings = {
                "EXPIRED",
                "NOT_YET_VALID",
                "WRONG_AUDIENCE",
                "OTHER_ISSUER",
                "ALG_NONE",
                "HMAC_WITH_PUBLIC_KEY",
                "EMBEDDED_JWK",
                "KEY_URL",
                "WRONG_SIGNATURE",
                "ALTERED",
                "ID_TOKEN",
                "NO_EXPIRY",
                "NO_ID"
            })
    void refusesAnAttackersTokenAndSaysWhy(String kind) throws Exception {
        String token =
                demo.post(
                                demo.zitadelControl() + "/odd-token",
                                "{\"persona\":\"ada\",\"kind\":\"" + kind + "\"}",
                                "")
                        .body()
                        .strip();
        HttpResponse<String> answer = demo.get(demo.url() + "/api/v1/me", token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(
                        header ->
                                assertThat(header)
                                        .contains("Bearer", "invalid_token", "error_description"));
    }

    @Test
    @Order(5)
    void describesItselfInOpenApi() throws Exception {
        JsonNode document = JSON.readTree(demo.get(demo.url() + "/openapi.json", "").body());
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "/api/v1/islands",
                        "/api/v1/services",
                        "/api/v1/pools",
                        "/api/v1/users/{id}/config");
        assertThat(demo.get(demo.url() + "/api", "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @Order(6)
    @EnumSource(Persona.class)
    void letsEachPersonaLogInByTheBrowser(Persona persona) {
        try (BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setLocale("en"))) {
            Page page = context.newPage();
            Browsers.logIn(page, demo.url(), persona);
            assertThat(page.locator("h1").first().textContent()).contains(persona.displayName());
            assertThat(context.cookies())
                    .filteredOn(cookie -> cookie.name.equals("lightweb"))
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie.httpOnly).isTrue());
            page.locator("form[action='/logout'] button").click();
            page.waitForURL(demo.url() + "/welcome");
            page.navigate(demo.url() + "/");
            assertThat(page.locator("a[href='/login']").count()).isPositive();
        }
    }

    @ParameterizedTest
    @Order(7)
    @CsvSource({
        "ADA, en, LIGHT, 1280",
        "ADA, fr, DARK, 360",
        "OLIVIA, fr, LIGHT, 360",
        "MIA, en, DARK, 360",
        "NORA, fr, LIGHT, 1280"
    })
    void showsPagesThatEverybodyCanUse(Persona who, String language, ColorScheme look, int width)
            throws Exception {
        try (BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setLocale(language)
                                .setColorScheme(look)
                                .setViewportSize(width, 760))) {
            PageChecks checks = new PageChecks(context.newPage(), demo.url(), language, width);
            checks.walk(who);
            assertThat(checks.found()).isEmpty();
            assertThat(checks.seen()).hasSizeGreaterThan(4);
        }
    }

    @ParameterizedTest
    @Order(8)
    @CsvSource({
        "en, Nothing was changed., This name is reserved.",
        "fr, Rien n’a été changé., Ce nom est réservé."
    })
    void keepsWhatWasTypedAndHasTheFocusWhereItIsWrong(
            String language, String sentence, String words) {
        try (BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setLocale(language))) {
            Page page = context.newPage();
            Browsers.logIn(page, demo.url(), Persona.NORA);
            page.navigate(demo.url() + "/islands");
            page.locator("#name").fill("Tea & more");
            page.locator("#slug").fill("join");
            page.locator("form[action='/islands'] button").click();
            assertThat(page.locator("[role=alert]").textContent()).contains(sentence);
            assertThat(page.locator("#slug-wrong").textContent()).contains(words);
            assertThat(page.locator("#name").inputValue()).isEqualTo("Tea & more");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("slug");
        }
    }

    @Test
    @Order(9)
    void leadsFromAnInvitationIntoAnIsland() {
        InvitationWalk walk = new InvitationWalk(browser, demo.url(), demo.door());
        String link = walk.inviteByLink();
        walk.beUsable(link);
        walk.ask(link);
        walk.letIn();
        walk.changeTheRules();
        walk.inviteByCode();
        walk.offer();
        walk.readTheJournal();
    }

    @Test
    @Order(9)
    void letsADeviceInThatCannotLogIn() throws Exception {
        DeviceWalk walk = new DeviceWalk(browser, demo);
        walk.bring();
        walk.exchange();
        walk.beHere();
        Path none = Files.writeString(Path.of("target", "pages", "none.png"), "no picture");
        walk.choosePicture(Path.of("target", "pages", "devices.png"), none);
        walk.beUsable();
        assertThat(demo.output())
                .as("no secret of an invitation or a device is in a log")
                .doesNotContain("lwi_", "lwd_", "/join/l");
    }

    @Test
    @Order(9)
    void tellsNobodyOfPagesThatAreNotTheirs() {
        try (BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setLocale("fr"))) {
            Page page = context.newPage();
            Browsers.logIn(page, demo.url(), Persona.MIA);
            for (String path :
                    List.of("/health", "/nodes", "/features", "/mesh", "/identity", "/journal")) {
                assertThat(page.navigate(demo.url() + path).status()).as(path).isEqualTo(404);
                assertThat(page.locator("main").textContent())
                        .contains("Il n’y a rien ici", "Identifiant de requête");
            }
        }
    }

    @Test
    @Order(10)
    void refusesAFormThatCameFromElsewhere() throws Exception {
        HttpResponse<String> answer = demo.post(demo.url() + "/logout", "", "");
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    @Order(11)
    void servesSomebodyWhoComesFromSomewhere() throws Exception {
        String token = demo.command("token", "max").output();
        assertThat(new Visitor(demo.url()).visit(token, Persona.MAX))
                .startsWith(200, 404, 400)
                .endsWith(401, 200);
    }

    @Test
    @Order(12)
    void isBackedUpWhileItRuns() throws Exception {
        later = new AfterBackup(demo);
        RunningDemo.Ended backup = later.backUp();
        assertThat(backup.output()).contains("tables", "It is encrypted");
        assertThat(backup.code()).isZero();
        later.goOn();
    }

    @Test
    @Order(13)
    void stopsCleanlyAndLeavesNothingRunning() throws Exception {
        assertThat(demo.terminate()).isZero();
        assertThat(demo.leftRunning()).isEmpty();
    }

    @Test
    @Order(14)
    void hasWrittenNowhereWhereSomebodyCameFrom() throws Exception {
        assertThat(Visitor.traces(demo.folder(), Visitor.ADDRESSES)).isEmpty();
        // What is written is found so: the id of a person, in PostgreSQL's files.
        Path database = demo.folder().resolve("data/database");
        assertThat(Visitor.traces(database, List.of(Persona.MAX.userId()))).isNotEmpty();
    }

    @Test
    @Order(15)
    void comesBackFromItsBackupAndLeavesTheWorldAsItIs() throws Exception {
        later.destroy();
        RunningDemo.Ended restored = demo.command("restore", later.file().toString());
        assertThat(restored.output()).contains("Restored into");
        assertThat(restored.code()).isZero();
        try (RunningDemo again = demo.again()) {
            AfterBackup.Seen seen = later.look(again);
            assertThat(seen.islands()).contains("\"lighthouse\"");
            assertThat(seen.features()).isEqualTo(later.features());
            assertThat(seen.health()).contains("degraded", "restored from a backup");
            assertThat(seen.held()).contains("make group members of islands/").contains("release ");
            assertThat(seen.groups()).isEqualTo(later.groups());
            assertThat(seen.writes()).isEmpty();
            assertThat(later.release(again, seen.held()).code()).isZero();
            assertThat(again.get(again.metricsUrl() + "/readyz", "").body())
                    .doesNotContain("restored from a backup");
        }
    }
}
