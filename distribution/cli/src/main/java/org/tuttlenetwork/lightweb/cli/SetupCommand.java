// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.cli.doctor.Doctor;
import org.tuttlenetwork.lightweb.cli.doctor.HostChecks;
import org.tuttlenetwork.lightweb.cli.doctor.Report;
import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.setup.Address;
import org.tuttlenetwork.lightweb.cli.setup.Asker;
import org.tuttlenetwork.lightweb.cli.setup.Inputs;
import org.tuttlenetwork.lightweb.cli.setup.Questions;
import org.tuttlenetwork.lightweb.cli.setup.Setup;
import org.tuttlenetwork.lightweb.cli.setup.SetupRefused;
import org.tuttlenetwork.lightweb.cli.setup.Words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Connects a real Zitadel and a real NetBird, and writes the host's settings. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description = {
            "Connect a real Zitadel and a real NetBird: look, show a plan, ask, make what lacks,"
                    + " and write the settings. What is not given is asked for.",
            "Doing it again finds what is there; one that was stopped goes on."
        })
final class SetupCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final HttpClient http;
    private final Clock clock;
    private final PrintStream out;
    private final Asker asker;

    @Option(
            names = "--zitadel-url",
            paramLabel = "URL",
            description = "Zitadel's external address.")
    private @Nullable String zitadelUrl;

    @Option(
            names = "--zitadel-token-file",
            paramLabel = "FILE",
            description =
                    "A personal access token or machine user's key of an IAM_OWNER; used once,"
                            + " never kept.")
    private @Nullable String zitadelTokenFile;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "Zitadel's organization, by name or id; empty for the only one.")
    private @Nullable String organization;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "The project in Zitadel; usually LightWeb.")
    private String project = "LightWeb";

    @Option(
            names = "--netbird-url",
            paramLabel = "URL",
            description = "The address of NetBird's management, without /api.")
    private @Nullable String netbirdUrl;

    @Option(
            names = "--netbird-token-file",
            paramLabel = "FILE",
            description = "A token of NetBird's owner or an administrator; used once, never kept.")
    private @Nullable String netbirdTokenFile;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where people reach this host.")
    private @Nullable String publicUrl;

    @Option(
            names = "--door-url",
            paramLabel = "URL",
            description = "Where those reach it who are not in the mesh; empty for no door.")
    private @Nullable String doorUrl;

    @Option(
            names = "--admin",
            paramLabel = "NAME",
            description = "Login name or user id of who gets lightweb:admin.")
    private @Nullable String admin;

    @Option(
            names = "--claims",
            description = "Also answer Zitadel with a groups claim for NetBird's own JWT sync.")
    private boolean claims;

    @Option(
            names = "--webhook",
            description =
                    "Make the webhook's target also where Zitadel's usual denylist refuses its"
                            + " address.")
    private boolean webhook;

    @Option(
            names = "--etc",
            paramLabel = "FOLDER",
            description = "Where the settings are written; else LIGHTWEB_ETC, or etc.")
    private @Nullable Path folder;

    @Option(names = "--yes", description = "Agree to everything that is asked.")
    private boolean yes;

    SetupCommand(
            Map<String, String> environment,
            HttpClient http,
            Clock clock,
            PrintStream out,
            Asker asker) {
        this.environment = Map.copyOf(environment);
        this.http = http;
        this.clock = clock;
        this.out = out;
        this.asker = asker;
    }

    @Override
    public Integer call() throws SetupRefused, ServerFailure, IOException, InterruptedException {
        Words words = new Words(environment);
        Questions questions = new Questions(asker, out, words, yes);
        Path given = folder;
        Path etc = given == null ? HostPaths.etc(environment) : given.toAbsolutePath();
        Inputs inputs = inputs(questions, words, etc);
        Map<String, String> templates = templates();
        Setup setup = new Setup(http, clock, out, words);
        boolean all = setup.carryOut(inputs, questions, pid -> templates.getOrDefault(pid, ""));
        if (!all) {
            return 1;
        }
        out.println("\n" + words.text("done.examined"));
        Etc written = new Etc(etc, environment, HostChecks.FILES);
        new Report(Doctor.examine(new HostChecks(written, http, clock).all())).print(out);
        out.println("\n" + words.text("done.next"));
        return 0;
    }

    private Inputs inputs(Questions questions, Words words, Path etc) throws SetupRefused {
        String zitadel =
                Address.of(
                        "--zitadel-url",
                        questions.value(
                                "--zitadel-url", zitadelUrl, words.text("ask.zitadel"), null));
        String zitadelToken =
                questions.value(
                        "--zitadel-token-file",
                        zitadelTokenFile,
                        words.text("ask.zitadeltoken"),
                        null);
        String where =
                questions.value("--organization", organization, words.text("ask.organization"), "");
        String netbird =
                Address.of(
                        "--netbird-url",
                        questions.value(
                                "--netbird-url", netbirdUrl, words.text("ask.netbird"), null));
        String netbirdToken =
                questions.value(
                        "--netbird-token-file",
                        netbirdTokenFile,
                        words.text("ask.netbirdtoken"),
                        null);
        Inputs.HostInput host = host(questions, words);
        String who = questions.value("--admin", admin, words.text("ask.admin"), null);
        return new Inputs(
                new Inputs.ZitadelInput(
                        zitadel, Path.of(zitadelToken), where, project, who, claims),
                new Inputs.NetbirdInput(netbird, Path.of(netbirdToken)),
                host,
                etc);
    }

    private Inputs.HostInput host(Questions questions, Words words) throws SetupRefused {
        String people =
                Address.of(
                        "--public-url",
                        questions.value("--public-url", publicUrl, words.text("ask.public"), null));
        String door = questions.value("--door-url", doorUrl, words.text("ask.door"), "");
        return new Inputs.HostInput(
                people, door.isEmpty() ? "" : Address.of("--door-url", door), webhook);
    }

    /** Where this is no distribution, settings are written without explanations. */
    private Map<String, String> templates() throws IOException {
        Path bundles = HostPaths.home(environment).resolve("bundles");
        Map<String, String> templates = new HashMap<>();
        if (Files.isDirectory(bundles)) {
            for (SettingsFile file : new Metatypes(bundles).read()) {
                templates.put(file.pid(), file.template());
            }
        }
        return templates;
    }
}
