// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;

/** What a restored, older state holds back, and letting go of it. */
@Command(
        name = "restoration",
        description = "Say what is held back since a restore, and how to release it.")
final class RestorationCommand implements Callable<Integer> {
    private final Login login;
    private final PrintStream out;

    RestorationCommand(Login login, PrintStream out) {
        this.login = login;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, Refusal, LoginFailed {
        JsonNode held = login.host().get("/api/v1/restoration");
        out.printf(
                "Restored at %s from a backup of %s. Held back since:%n",
                held.path("restoredAt").asText(), held.path("madeAt").asText());
        for (JsonNode part : held.path("parts")) {
            String state = part.path("reported").asBoolean() ? "" : " has not looked yet";
            out.println(
                    "  " + part.path("name").asText() + ": " + part.path("held").size() + state);
            part.path("held").forEach(words -> out.println("    " + words.asText()));
        }
        out.println(
                "If all of that may happen: lightweb restoration release "
                        + held.path("seen").asText());
        return 0;
    }

    @Command(name = "release", description = "Let what was seen happen.")
    void release(@Parameters(paramLabel = "SEEN", description = "as shown") String seen)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        login.host()
                .post(
                        "/api/v1/restoration/release",
                        JsonNodeFactory.instance.objectNode().put("seen", seen));
        out.println("Released. NetBird and Zitadel follow this database again.");
    }
}
