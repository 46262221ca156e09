// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What an administrator does with features. */
@Command(
        name = "feature",
        description = "Plan, install, take back and remove features; make, pack and sign them.")
final class FeatureCommands {
    private static final String FEATURES = "/api/v1/features/";
    private static final String PLANS = "/api/v1/feature-plans";
    private static final String DUMPS = "/api/v1/feature-dumps";

    private final Login login;
    private final PrintStream out;
    private final Consent consent;
    private final GraceWatch watch;

    FeatureCommands(Login login, PrintStream out, Consent consent, Pause pause) {
        this.login = login;
        this.out = out;
        this.consent = consent;
        this.watch = new GraceWatch(out, pause);
    }

    @Command(name = "list", description = "Say which features there are, and how they are.")
    void list() throws IOException, InterruptedException, Refusal, LoginFailed {
        HostClient host = login.host();
        String after = "";
        do {
            JsonNode page = host.get("/api/v1/features?limit=200&after=" + after);
            for (JsonNode feature : page.path("items")) {
                out.printf(
                        "%-20s %-18s %-8s %s%n",
                        feature.path("id").asText(),
                        feature.path("version").asText(),
                        feature.path("state").asText(),
                        feature.path("detail").asText().replace("\n", "; "));
            }
            after = page.path("next").asText("");
        } while (!after.isEmpty() && !after.equals("null"));
    }

    @Command(
            name = "plan",
            description = "Say what installing an archive would do. Nothing is done.")
    int plan(
            @Parameters(paramLabel = "FILE", description = "an archive") Path file,
            @Option(
                            names = "--downgrade",
                            paramLabel = "VERSION",
                            description = "the archive's version, if it is older than what runs")
                    @Nullable String downgrade)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        JsonNode plan = makePlan(login.host(), file, downgrade);
        new PlanText(out).print(plan);
        return plan.path("refusals").isEmpty() ? 0 : 1;
    }

    @Command(
            name = "install",
            description = "Show the plan of an archive, and carry it out; wait until it has held.")
    int install(
            @Parameters(paramLabel = "FILE", description = "an archive") Path file,
            @Option(
                            names = "--downgrade",
                            paramLabel = "VERSION",
                            description = "the archive's version, if it is older than what runs")
                    @Nullable String downgrade,
            @Option(
                            names = "--yes",
                            description =
                                    "agree beforehand to new permissions and to what can't be"
                                            + " undone")
                    boolean yes,
            @Option(names = "--no-wait", description = "end as soon as it is live") boolean noWait)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        HostClient host = login.host();
        JsonNode plan = makePlan(host, file, downgrade);
        new PlanText(out).print(plan);
        if (!plan.path("refusals").isEmpty()) {
            return 1;
        }
        if (!yes && !consent.givenTo(plan)) {
            out.println("Nothing was changed.");
            return 1;
        }
        return carryOut(host, plan, plan.path("id").asText(), noWait);
    }

    private static JsonNode makePlan(HostClient host, Path file, @Nullable String downgrade)
            throws IOException, InterruptedException, Refusal {
        String query =
                downgrade == null
                        ? ""
                        : "?downgrade=" + URLEncoder.encode(downgrade, StandardCharsets.UTF_8);
        return host.upload(PLANS + query, Files.readAllBytes(file));
    }

    private int carryOut(HostClient host, JsonNode plan, String id, boolean noWait)
            throws IOException, InterruptedException, Refusal {
        return watch.carryOut(
                host,
                plan.path("subject").path("feature").asText(),
                patient -> patient.post(PLANS + "/" + id + "/apply", nothing()),
                false,
                noWait);
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Command(name = "plans", description = "Say what waits from the drop folder for a decision.")
    void plans() throws IOException, InterruptedException, Refusal, LoginFailed {
        JsonNode waiting = login.host().get(PLANS).path("items");
        if (waiting.isEmpty()) {
            out.println("Nothing waits.");
        }
        for (JsonNode plan : waiting) {
            new PlanText(out).print(plan);
            out.println("  lightweb feature apply " + plan.path("id").asText());
            out.println();
        }
    }

    @Command(name = "apply", description = "Do exactly what a plan says, or nothing.")
    int apply(
            @Parameters(paramLabel = "PLAN", description = "the plan's id") String plan,
            @Option(names = "--no-wait", description = "end as soon as it is live") boolean noWait)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        HostClient host = login.host();
        return carryOut(host, host.get(PLANS + "/" + plan), plan, noWait);
    }

    @Command(name = "dismiss", description = "Forget a plan. Nothing else changes.")
    void dismiss(@Parameters(paramLabel = "PLAN", description = "the plan's id") String plan)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        login.host().delete(PLANS + "/" + plan);
    }

    @Command(
            name = "rollback",
            description = "Take back what is being tried, or go back to an older version.")
    int rollback(
            @Parameters(paramLabel = "ID", description = "the feature's id") String id,
            @Parameters(
                            paramLabel = "VERSION",
                            arity = "0..1",
                            description = "a kept version; the one before, if none is given")
                    @Nullable String version,
            @Option(names = "--no-wait", description = "end as soon as it is live") boolean noWait)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        HostClient host = login.host();
        ObjectNode to = nothing();
        if (version != null) {
            to.put("version", version);
        }
        boolean takingBack = version == null && watch.status(host, id).hasNonNull("onItsWay");
        return watch.carryOut(
                host,
                id,
                patient -> patient.post(FEATURES + id + "/rollback", to),
                takingBack,
                noWait);
    }

    @Command(name = "history", description = "Say what was done to a feature, newest first.")
    void history(@Parameters(paramLabel = "ID", description = "the feature's id") String id)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        for (JsonNode entry : login.host().get(FEATURES + id + "/history?limit=50").path("items")) {
            out.printf(
                    "%-20s %-10s %-10s %-10s %-16s %s%n",
                    seconds(entry.path("at")),
                    entry.path("action").asText(),
                    entry.path("version").asText(),
                    entry.path("outcome").asText(),
                    entry.path("actor").asText(),
                    entry.path("detail").asText().replace("\n", "; "));
        }
    }

    @Command(name = "remove", description = "Remove a feature. Its data stays.")
    void remove(
            @Parameters(paramLabel = "ID", description = "the feature's id") String id,
            @Option(
                            names = "--purge",
                            description =
                                    "delete its data too, after a dump that is kept for 30 days")
                    boolean purge)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        login.host().patient().delete(FEATURES + id + (purge ? "?purge=true" : ""));
        out.println(
                purge
                        ? id + " is deleted with its data; a dump is kept for 30 days"
                        : id + " is removed; its data stays");
    }

    @Command(
            name = "dumps",
            description = "Say which copies of features' data are kept, the newest first.")
    void dumps(
            @Parameters(paramLabel = "ID", arity = "0..1", description = "of one feature only")
                    @Nullable String id)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        String query =
                id == null ? "" : "?feature=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        JsonNode dumps = login.host().get(DUMPS + query).path("items");
        if (dumps.isEmpty()) {
            out.println("Nothing is kept.");
        }
        for (JsonNode dump : dumps) {
            out.printf(
                    "%-36s  %-16s %-9s %s  %d tables, %d rows; kept until %s%n",
                    dump.path("id").asText(),
                    dump.path("feature").asText(),
                    dump.path("reason").asText().toLowerCase(Locale.ROOT),
                    seconds(dump.path("madeAt")),
                    dump.path("tables").asInt(),
                    dump.path("rows").asLong(),
                    seconds(dump.path("keptUntil")));
        }
    }

    @Command(
            name = "restore",
            description = "Bring a copy of a feature's data back. Nothing of it may run meanwhile.")
    void restore(
            @Parameters(paramLabel = "DUMP", description = "the copy's id") String dump,
            @Option(
                            names = "--replace",
                            description = "replace data that is there, after a copy of it")
                    boolean replace)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        JsonNode restored =
                login.host()
                        .patient()
                        .post(DUMPS + "/" + dump + "/restore", nothing().put("replace", replace));
        out.println(
                restored.path("feature").asText()
                        + " has the data of "
                        + seconds(restored.path("madeAt"))
                        + " again: install it, or roll it back to the version that you want");
    }

    private static String seconds(JsonNode instant) {
        return instant.asText().replaceAll("\\.[0-9]+Z", "Z");
    }
}
