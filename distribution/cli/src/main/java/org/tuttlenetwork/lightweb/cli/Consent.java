// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the person at the terminal where a plan asks for new permissions or cannot be undone. Where
 * nobody is there to ask, that is a no.
 */
final class Consent {
    private final PrintStream out;
    private final Function<String, Optional<String>> ask;

    /**
     * @param ask shows a question and reads a line; empty where there is no terminal
     */
    Consent(PrintStream out, Function<String, Optional<String>> ask) {
        this.out = out;
        this.ask = ask;
    }

    boolean givenTo(JsonNode plan) {
        boolean fresh = !plan.path("powers").path("fresh").isEmpty();
        boolean forGood = !plan.path("undo").path("possible").asBoolean();
        if (!fresh && !forGood) {
            return true;
        }
        String why =
                fresh ? "It asks for permissions that it did not have." : "It cannot be undone.";
        Optional<String> answer = ask.apply(why + " Do it? [y/N] ");
        if (answer.isEmpty()) {
            out.println(why + " Without a terminal to ask at, agree with --yes.");
            return false;
        }
        return answer.get().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
