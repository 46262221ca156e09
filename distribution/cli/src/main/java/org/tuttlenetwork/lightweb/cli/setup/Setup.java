// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.function.Function;

/** Looks first, shows a plan, asks, and makes what lacks. */
public final class Setup {
    private final HttpClient http;
    private final Clock clock;
    private final PrintStream out;
    private final Words words;

    public Setup(HttpClient http, Clock clock, PrintStream out, Words words) {
        this.http = http;
        this.clock = clock;
        this.out = out;
        this.words = words;
    }

    /**
     * Does it.
     *
     * @param templates a settings file with every option explained, by its pid; may be empty
     * @return whether all is there in the end
     * @throws SetupRefused where it did not begin
     * @throws ServerFailure where it stopped in the middle; the next time goes on
     */
    public boolean carryOut(Inputs inputs, Questions questions, Function<String, String> templates)
            throws SetupRefused, ServerFailure, IOException, InterruptedException {
        out.println("\n" + words.text("look"));
        Ready ready = new Preflight(inputs, http, clock, out).look();
        if (!ready.hooks()) {
            out.println(words.text("look.nohooks"));
        }
        Steps steps = new Steps(inputs, ready, words);
        return new Plan(steps.all(clock, templates), questions, out, words).carryOut();
    }
}
