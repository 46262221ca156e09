// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an administrator does with features. */
@Command(
        name = "feature",
        description = "Install, list and remove features; make, pack and sign them.")
final class FeatureCommands {
    private final Login login;
    private final PrintStream out;

    FeatureCommands(Login login, PrintStream out) {
        this.login = login;
        this.out = out;
    }

    @Command(name = "list", description = "Say which features there are, and how they are.")
    void list() throws IOException, InterruptedException, Refusal, LoginFailed {
        for (JsonNode feature : login.host().get("/api/v1/features").path("items")) {
            out.printf(
                    "%-20s %-18s %-8s %s%n",
                    feature.path("id").asText(),
                    feature.path("version").asText(),
                    feature.path("state").asText(),
                    feature.path("detail").asText());
        }
    }

    @Command(name = "install", description = "Install a feature, or update it.")
    void install(@Parameters(paramLabel = "FILE", description = "an archive") Path file)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        JsonNode answer = login.host().upload("/api/v1/features", Files.readAllBytes(file));
        out.println(
                answer.path("feature").asText()
                        + " "
                        + answer.path("version").asText()
                        + ": "
                        + answer.path("outcome").asText());
    }

    @Command(name = "remove", description = "Remove a feature. Its data stays.")
    void remove(@Parameters(paramLabel = "ID", description = "the feature's id") String id)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        login.host().delete("/api/v1/features/" + id);
        out.println(id + " is removed; its data stays");
    }
}
