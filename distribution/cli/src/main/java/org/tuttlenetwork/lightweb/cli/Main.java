// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Commands for administrators. Exit codes: 0 done, 1 refused or failed, 2 unusable arguments. */
public final class Main {
    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;

    private static final String USAGE =
            """
            feature list
            feature pack -o FILE ID VERSION BUNDLE.jar…
            feature install FILE
            feature remove ID

            Environment: LIGHTWEB_URL, LIGHTWEB_TOKEN (an administrator's access token; the demo needs none).
            """;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Main(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new Main(System.getenv(), System.out).run(List.of(arguments), System.err));
    }

    int run(List<String> arguments, PrintStream err) {
        try {
            if (arguments.size() < 2 || !arguments.getFirst().equals("feature")) {
                err.print(USAGE);
                return UNUSABLE;
            }
            return feature(arguments.get(1), arguments.subList(2, arguments.size()), err);
        } catch (Refusal e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println(
                    "The host at "
                            + url()
                            + " cannot be reached, or a file cannot be read: "
                            + e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int feature(String command, List<String> rest, PrintStream err)
            throws IOException, InterruptedException, Refusal {
        switch (command) {
            case "list" -> list();
            case "pack" -> {
                if (rest.size() < 5 || !rest.getFirst().equals("-o")) {
                    err.print(USAGE);
                    return UNUSABLE;
                }
                List<Path> bundles = rest.subList(4, rest.size()).stream().map(Path::of).toList();
                Files.write(
                        Path.of(rest.get(1)),
                        FeaturePacker.pack(rest.get(2), rest.get(3), bundles));
                out.println("Packed " + rest.get(2) + " " + rest.get(3) + " into " + rest.get(1));
            }
            case "install" -> {
                if (rest.size() != 1) {
                    err.print(USAGE);
                    return UNUSABLE;
                }
                JsonNode answer =
                        host().upload(
                                        "/api/v1/features",
                                        Files.readAllBytes(Path.of(rest.getFirst())));
                out.println(
                        answer.path("feature").asText()
                                + " "
                                + answer.path("version").asText()
                                + ": "
                                + answer.path("outcome").asText());
            }
            case "remove" -> {
                if (rest.size() != 1) {
                    err.print(USAGE);
                    return UNUSABLE;
                }
                host().delete("/api/v1/features/" + rest.getFirst());
                out.println(rest.getFirst() + " is removed; its data stays");
            }
            default -> {
                err.print(USAGE);
                return UNUSABLE;
            }
        }
        return 0;
    }

    private void list() throws IOException, InterruptedException, Refusal {
        for (JsonNode feature : host().get("/api/v1/features").path("items")) {
            out.printf(
                    "%-20s %-18s %-8s %s%n",
                    feature.path("id").asText(),
                    feature.path("version").asText(),
                    feature.path("state").asText(),
                    feature.path("detail").asText());
        }
    }

    private HostClient host() throws IOException, InterruptedException {
        return new HostClient(http, url(), token());
    }

    private String url() {
        return environment.getOrDefault("LIGHTWEB_URL", "http://127.0.0.1:8080");
    }

    /** The token that was given; in the demo, the administrator's. */
    private String token() throws IOException, InterruptedException {
        String given = environment.getOrDefault("LIGHTWEB_TOKEN", "");
        String control = environment.getOrDefault("LIGHTWEB_ZITADEL_CONTROL", "");
        if (!given.isEmpty() || control.isEmpty()) {
            return given;
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(control + "/control/token?persona=ada")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
