// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.setup.SetupRefused;
import org.tuttlenetwork.lightweb.cli.workshop.Unusable;
import org.tuttlenetwork.lightweb.cli.workshop.Workshop;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Commands for administrators. Exit codes: 0 done, 1 refused or failed, 2 unusable arguments. */
@Command(
        name = "lightweb",
        description = "Speaks to a running host.",
        footer = {
            "",
            "Environment: LIGHTWEB_URL (the host), LIGHTWEB_TOKEN (an access token, instead of a"
                    + " login; the demo needs neither)."
        })
public final class Main {
    private static final int FAILED = 1;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final Clock clock;
    private final Pause pause;

    Main(Map<String, String> environment, PrintStream out, Clock clock, Pause pause) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.clock = clock;
        this.pause = pause;
    }

    public static void main(String[] arguments) {
        System.exit(
                new Main(System.getenv(), System.out, Clock.systemUTC(), time -> Thread.sleep(time))
                        .run(List.of(arguments), System.err));
    }

    int run(List<String> arguments, PrintStream err) {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            TokenEndpoint oauth = new TokenEndpoint(http, clock);
            CredentialFile credentials = new CredentialFile(credentialFile());
            Login login = new Login(environment, http, credentials, oauth, clock);
            DeviceLogin device = new DeviceLogin(oauth, clock, pause, out);
            CommandLine line = new CommandLine(this);
            line.addSubcommand(
                    Workshop.addTo(
                            new CommandLine(
                                    new FeatureCommands(
                                            login, out, new Consent(out, Main::ask), pause)),
                            environment,
                            out,
                            clock));
            WhoamiCommand whoami = new WhoamiCommand(login, out);
            line.addSubcommand(new LoginCommand(login, device, whoami));
            line.addSubcommand(new LogoutCommand(login, out));
            line.addSubcommand(whoami);
            line.addSubcommand(new SettingsCommand(environment, out));
            line.addSubcommand(new BackupCommand(environment, login, out, clock));
            line.addSubcommand(new RestoreCommand(environment, out, clock));
            line.addSubcommand(new RestorationCommand(login, out));
            line.addSubcommand(new DoctorCommand(environment, http, clock, out));
            line.addSubcommand(new SetupCommand(environment, http, clock, out, Main::ask));
            line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
            line.setExecutionExceptionHandler(
                    (failure, _, _) -> {
                        err.println(words(failure, login.url()));
                        return FAILED;
                    });
            return line.execute(arguments.toArray(String[]::new));
        }
    }

    /** Empty where nobody sits at a terminal. */
    private static Optional<String> ask(String question) {
        Console console = System.console();
        return console == null || !console.isTerminal()
                ? Optional.empty()
                : Optional.ofNullable(console.readLine("%s", question));
    }

    private Path credentialFile() {
        String configuration =
                environment.getOrDefault(
                        "XDG_CONFIG_HOME",
                        environment.getOrDefault("HOME", System.getProperty("user.home"))
                                + "/.config");
        return Path.of(configuration, "lightweb", "logins.json");
    }

    private static String words(Exception failure, String url) {
        return switch (failure) {
            case Refusal refusal when refusal.status() == 401 ->
                    refusal.getMessage() + " Run lightweb login.";
            case Refusal refusal -> Objects.toString(refusal.getMessage());
            case LightWebException refused -> refused.detail();
            case UncheckedIOException e when e.getCause() != null -> words(e.getCause(), url);
            case LoginFailed failed -> Objects.toString(failed.getMessage());
            case SetupRefused refused -> Objects.toString(refused.getMessage());
            case ServerFailure server -> server.words() + ". " + server.remedy();
            case Unusable unusable -> Objects.toString(unusable.getMessage());
            case ConnectException _ ->
                    "The host at "
                            + url
                            + " cannot be reached. Is it running? LIGHTWEB_URL names"
                            + " another.";
            case NoSuchFileException missing -> "There is no file " + missing.getFile();
            case IOException e -> "That did not work: " + e.getMessage() + " (" + url + ")";
            case InterruptedException _ -> "Interrupted.";
            default -> failure.toString();
        };
    }
}
