// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;

import java.io.PrintStream;
import java.util.StringJoiner;
import java.util.concurrent.Callable;

/** Says who is logged in. */
@Command(name = "whoami", description = "Say as whom this command line calls the host.")
final class WhoamiCommand implements Callable<Integer> {
    private final Login login;
    private final PrintStream out;

    WhoamiCommand(Login login, PrintStream out) {
        this.login = login;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        JsonNode me = login.host().get("/api/v1/me");
        StringJoiner roles = new StringJoiner(", ").setEmptyValue("no roles");
        me.path("roles").forEach(role -> roles.add(role.asText()));
        out.println(me.path("name").asText() + " (" + roles + ") at " + login.url());
        return 0;
    }
}
