// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.features.rest.FeatureDumpResource;
import org.tuttlenetwork.lightweb.features.rest.FeaturePlanResource;
import org.tuttlenetwork.lightweb.features.rest.FeatureResource;
import org.tuttlenetwork.lightweb.web.FeaturesHost;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the API answers, over real HTTP, in a real Felix, on a real PostgreSQL. */
class FeatureHttpIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEATURES = "/api/v1/features";
    private static final String PLANS = "/api/v1/feature-plans";
    private static final String DUMPS = "/api/v1/feature-dumps";

    @RegisterExtension private final Postgres postgres = new Postgres();
    @TempDir private Path folder;
    private TestHost host;
    private FeaturesHost http;

    @BeforeEach
    void boot() {
        host = new TestHost(postgres.database(), folder);
        host.boot();
        http =
                new FeaturesHost(
                        new FeatureResource(host.room()),
                        new FeaturePlanResource(host.room()),
                        new FeatureDumpResource(host.room()));
    }

    @AfterEach
    void halt() throws Exception {
        http.close();
        host.halt();
        List.copyOf(System.getProperties().stringPropertyNames()).stream()
                .filter(name -> name.startsWith("sample."))
                .forEach(System::clearProperty);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/features",
        "POST, /api/v1/features",
        "GET, /api/v1/features/garden",
        "DELETE, /api/v1/features/garden",
        "GET, /api/v1/features/garden/history",
        "POST, /api/v1/features/garden/rollback",
        "GET, /api/v1/feature-plans",
        "POST, /api/v1/feature-plans",
        "GET, /api/v1/feature-plans/abc",
        "POST, /api/v1/feature-plans/abc/apply",
        "DELETE, /api/v1/feature-plans/abc",
        "GET, /api/v1/feature-dumps",
        "POST, /api/v1/feature-dumps/8e03978e-40d5-43dd-bc93-6894a57f9324/restore"
    })
    void isForAdministratorsOnly(String method, String path) throws JsonProcessingException {
        problem(http.call("", method, path), 401, "unauthenticated");
        problem(http.call("stranger", method, path), 401, "unauthenticated");
        problem(http.call("member", method, path), 403, "forbidden");
    }

    @Test
    void installsUpdatesAndRemoves() throws JsonProcessingException {
        HttpResponse<String> installed = install(Pack.of("garden", "1.0.0"));
        JsonNode first = json(installed, 201);
        assertThat(installed.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(FEATURES + "/garden"));
        assertThat(first.path("outcome").asText()).isEqualTo("INSTALLED");
        assertThat(first.path("version").asText()).isEqualTo("1.0.0");
        assertThat(json(install(Pack.of("garden", "1.0.0")), 200).path("outcome").asText())
                .isEqualTo("ALREADY_PRESENT");
        JsonNode update = json(install(Pack.moody("garden", "1.1.0", 600)), 200);
        assertThat(update.path("outcome").asText()).isEqualTo("UPDATED");
        assertThat(update.path("previous").asText()).isEqualTo("1.0.0");
        assertThat(update.path("graceUntil").asText()).isNotEmpty();

        assertThat(http.call("admin", "DELETE", FEATURES + "/garden").statusCode()).isEqualTo(204);
        assertThat(get(FEATURES + "/garden").path("state").asText()).isEqualTo("REMOVED");
        problem(http.call("admin", "DELETE", FEATURES + "/garden"), 404, "not-found");
        problem(http.call("admin", "GET", FEATURES + "/pond"), 404, "not-found");
    }

    @Test
    void listsCopiesOfDataAndBringsOneBack() throws JsonProcessingException {
        install(Pack.of("garden", "1.0.0").scripts(Map.of("V1__a.sql", "select 1")));
        assertThat(get(DUMPS).path("items")).isEmpty();
        assertThat(http.call("admin", "DELETE", FEATURES + "/garden?purge=true").statusCode())
                .isEqualTo(204);
        JsonNode dump = get(DUMPS + "?feature=garden").path("items").path(0);
        assertThat(dump.path("reason").asText()).isEqualTo("PURGE");
        assertThat(get(DUMPS + "?feature=pond").path("items")).isEmpty();
        String restore = DUMPS + "/" + dump.path("id").asText() + "/restore";
        JsonNode restored = json(http.postJson("admin", restore, "{}"), 200);
        assertThat(restored.path("feature").asText()).isEqualTo("garden");
        problem(http.postJson("admin", restore, "{}"), 409, "conflict");
        String none = DUMPS + "/" + new UUID(1, 1) + "/restore";
        problem(http.postJson("admin", none, "{}"), 404, "not-found");
        problem(http.postJson("admin", DUMPS + "/abc/restore", "{}"), 404, "not-found");
    }

    @Test
    void refusesWithAProblemThatSaysThatNothingWasChanged() throws JsonProcessingException {
        byte[] noArchive = "no archive".getBytes(StandardCharsets.UTF_8);
        byte[] unsigned = Pack.of("garden", "1.0.0").unsigned();
        for (byte[] refused : List.of(noArchive, unsigned)) {
            JsonNode problem = problem(http.send("admin", FEATURES, refused), 422, "invalid");
            assertThat(problem.path("detail").asText()).startsWith("Nothing was changed. ");
        }
        System.setProperty("sample.garden-1.0.0", "fail-start");
        JsonNode gate = problem(install(Pack.moody("garden", "1.0.0", 0)), 422, "invalid");
        assertThat(gate.path("detail").asText()).contains("No water in the garden");
        assertThat(get(FEATURES).path("items")).isEmpty();
    }

    @Test
    void replacesANewerVersionOnlyWhereTheOlderIsNamed() throws JsonProcessingException {
        install(Pack.of("garden", "1.1.0"));
        byte[] older = Pack.of("garden", "1.0.0").bytes();
        JsonNode problem = problem(http.send("admin", FEATURES, older), 422, "invalid");
        assertThat(problem.path("detail").asText()).contains("newer than 1.0.0");
        assertThat(json(http.send("admin", PLANS, older), 200).path("refusals")).isNotEmpty();
        problem(http.send("admin", FEATURES + "?downgrade=0.9.0", older), 422, "invalid");
        JsonNode plan = json(http.send("admin", PLANS + "?downgrade=1.0.0", older), 201);
        assertThat(plan.path("refusals")).isEmpty();
        assertThat(
                        json(http.send("admin", FEATURES + "?downgrade=1.0.0", older), 200)
                                .path("outcome")
                                .asText())
                .isEqualTo("UPDATED");
    }

    @Test
    void appliesAPlanOnce() throws JsonProcessingException {
        byte[] archive = Pack.of("garden", "1.0.0").bytes();
        HttpResponse<String> made = http.send("admin", PLANS, archive);
        JsonNode plan = json(made, 201);
        String path = PLANS + "/" + plan.path("id").asText();
        assertThat(made.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(path));
        assertThat(plan.at("/publisher/trusted").asBoolean()).isTrue();
        assertThat(get(path)).isEqualTo(plan);
        assertThat(get(FEATURES).path("items")).as("nothing runs by a plan").isEmpty();

        JsonNode done = json(http.call("admin", "POST", path + "/apply"), 201);
        assertThat(done.path("outcome").asText()).isEqualTo("INSTALLED");
        problem(http.call("admin", "POST", path + "/apply"), 404, "not-found");
        JsonNode again = json(http.send("admin", PLANS, archive), 201);
        String second = PLANS + "/" + again.path("id").asText() + "/apply";
        assertThat(json(http.call("admin", "POST", second), 200).path("outcome").asText())
                .isEqualTo("ALREADY_PRESENT");
    }

    @Test
    void keepsNoPlanThatIsRefusedOrDismissed() throws JsonProcessingException {
        JsonNode refused =
                json(http.send("admin", PLANS, Pack.of("garden", "1.0.0").unsigned()), 200);
        assertThat(refused.path("refusals")).isNotEmpty();
        assertThat(refused.at("/publisher/trusted").asBoolean(true)).isFalse();
        problem(
                http.call("admin", "GET", PLANS + "/" + refused.path("id").asText()),
                404,
                "not-found");
        problem(http.send("admin", PLANS, new byte[] {1, 2}), 422, "invalid");

        JsonNode plan = json(http.send("admin", PLANS, Pack.of("garden", "1.0.0").bytes()), 201);
        String path = PLANS + "/" + plan.path("id").asText();
        assertThat(http.call("admin", "DELETE", path).statusCode()).isEqualTo(204);
        problem(http.call("admin", "GET", path), 404, "not-found");
        problem(http.call("admin", "POST", path + "/apply"), 404, "not-found");
        assertThat(get(PLANS).path("items")).isEmpty();
    }

    @Test
    void appliesNothingWhereTheWorldHasChangedAndNamesThePlanOfNow()
            throws JsonProcessingException {
        install(Pack.of("garden", "1.0.0"));
        JsonNode plan = json(http.send("admin", PLANS, Pack.of("garden", "1.2.0").bytes()), 201);
        String path = PLANS + "/" + plan.path("id").asText();
        install(Pack.of("garden", "1.1.0"));

        String said =
                problem(http.call("admin", "POST", path + "/apply"), 409, "conflict")
                        .path("detail")
                        .asText();
        assertThat(said).startsWith("Nothing was changed");
        String now = get(path).path("id").asText();
        assertThat(said).endsWith(now);
        assertThat(host.active("garden")).containsExactly("1.1.0");
        assertThat(
                        json(http.call("admin", "POST", PLANS + "/" + now + "/apply"), 200)
                                .path("previous")
                                .asText())
                .isEqualTo("1.1.0");
    }

    @Test
    void saysWhereWhatWasPlannedIsRefusedWhenItIsApplied() throws JsonProcessingException {
        JsonNode plan =
                json(http.send("admin", PLANS, Pack.moody("garden", "1.0.0", 0).bytes()), 201);
        System.setProperty("sample.garden-1.0.0", "down");
        String path = PLANS + "/" + plan.path("id").asText() + "/apply";
        JsonNode problem = problem(http.call("admin", "POST", path), 422, "invalid");
        assertThat(problem.path("detail").asText()).contains("The pump is broken.");
    }

    @Test
    void goesBackAndTakesBack() throws JsonProcessingException {
        String path = FEATURES + "/garden/rollback";
        problem(http.call("admin", "POST", path), 400, "malformed");
        problem(http.postJson("admin", path, "{}"), 404, "not-found");
        install(Pack.of("garden", "1.0.0"));
        install(Pack.of("garden", "1.1.0"));
        JsonNode back = json(http.postJson("admin", path, "{}"), 200);
        assertThat(back.path("version").asText()).isEqualTo("1.0.0");
        JsonNode named = json(http.postJson("admin", path, "{\"version\":\"1.1.0\"}"), 200);
        assertThat(named.path("version").asText()).isEqualTo("1.1.0");
        problem(http.postJson("admin", path, "{\"version\":\"7.0.0\"}"), 404, "not-found");
        problem(http.postJson("admin", path, "{\"to\":\"7.0.0\"}"), 400, "malformed");

        install(Pack.moody("garden", "2.0.0", 600));
        JsonNode taken = json(http.postJson("admin", path, "{}"), 200);
        assertThat(taken.path("outcome").asText()).isEqualTo("TAKEN_BACK");
        assertThat(taken.path("reason").asText()).isEqualTo("Asked for by admin.");
        assertThat(host.active("garden")).containsExactly("1.1.0");
    }

    @Test
    void pagesThroughTheHistoryNewestFirst() throws JsonProcessingException {
        install(Pack.of("garden", "1.0.0"));
        install(Pack.of("garden", "1.1.0"));
        String path = FEATURES + "/garden/history";
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(path + "?limit=3" + (after.isEmpty() ? "" : "&after=" + after));
            page.path("items")
                    .forEach(
                            entry ->
                                    seen.add(
                                            entry.path("action").asText()
                                                    + " "
                                                    + entry.path("outcome").asText()));
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        assertThat(seen)
                .containsExactly("UPDATE DONE", "UPDATE LIVE", "INSTALL DONE", "INSTALL LIVE");
        problem(http.call("admin", "GET", path + "?limit=0"), 422, "invalid");
        problem(http.call("admin", "GET", path + "?limit=201"), 422, "invalid");
        problem(http.call("admin", "GET", path + "?after=first"), 400, "malformed");
    }

    @Test
    void pagesThroughTheFeaturesAndSaysWhatHostsRun() throws JsonProcessingException {
        install(Pack.of("garden", "1.0.0"));
        install(Pack.of("pond", "1.0.0"));
        JsonNode first = get(FEATURES + "?limit=1");
        assertThat(first.at("/items/0/id").asText()).isEqualTo("garden");
        JsonNode rest = get(FEATURES + "?limit=1&after=" + first.path("next").asText());
        assertThat(rest.at("/items/0/id").asText()).isEqualTo("pond");
        assertThat(rest.path("next").asText("")).isEmpty();

        TestHost.until(() -> !host.status("garden").onHosts().isEmpty());
        JsonNode on = get(FEATURES + "/garden").at("/onHosts/0");
        assertThat(on.path("host").asText()).isEqualTo(host.engine().host().toString());
        assertThat(on.path("version").asText()).isEqualTo("1.0.0");
    }

    @Test
    void refusesWhatIsTooLargeBeforeItIsSent() throws JsonProcessingException {
        byte[] large = new byte[64 * 1024 * 1024 + 1];
        problem(http.send("admin", FEATURES, large), 413, "too-large");
        problem(http.send("admin", PLANS, large), 413, "too-large");
        JsonNode taken = problem(http.send("admin", PLANS, new byte[2 << 20]), 422, "invalid");
        assertThat(taken.path("detail").asText()).as("more than the usual 1 MiB").isNotEmpty();
    }

    private HttpResponse<String> install(Pack pack) {
        return http.send("admin", FEATURES, pack.bytes());
    }

    private JsonNode get(String path) throws JsonProcessingException {
        return json(http.call("admin", "GET", path), 200);
    }

    private static JsonNode json(HttpResponse<String> answer, int status)
            throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String type)
            throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:lightweb:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        return problem;
    }
}
