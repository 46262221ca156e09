// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A plan of a feature, as text. */
final class PlanText {
    private final PrintStream out;

    PlanText(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode plan) {
        JsonNode subject = plan.path("subject");
        String before = subject.path("before").asText("");
        boolean update = !before.isEmpty() && !before.equals("null");
        out.println(
                subject.path("feature").asText()
                        + " "
                        + subject.path("version").asText()
                        + (update ? ", in place of " + before : ", new here"));
        line("publisher", plan.path("publisher").path("words").asText());
        for (JsonNode step : plan.path("steps")) {
            String kind = step.path("kind").asText().toLowerCase(java.util.Locale.ROOT);
            line(kind.replace('_', ' '), step.path("what").asText());
        }
        permissions(plan.path("powers"));
        for (JsonNode notice : plan.path("notice")) {
            line("notices", notice.asText());
        }
        line("undo", plan.path("undo").path("words").asText());
        for (JsonNode refusal : plan.path("refusals")) {
            line("REFUSED", refusal.asText().replace("\n", "\n" + " ".repeat(19)));
        }
    }

    private void permissions(JsonNode powers) {
        List<String> fresh = new ArrayList<>();
        powers.path("fresh").forEach(power -> fresh.add(power.path("permission").asText()));
        for (JsonNode power : powers.path("permissions")) {
            String name = power.path("permission").asText();
            boolean declared = power.path("enforcement").asText().equals("DECLARED");
            line(
                    "asks for",
                    name
                            + (fresh.contains(name) ? ", new" : "")
                            + (declared ? " (declared only: nothing enforces it)" : ""));
        }
        line("risk", powers.path("rating").asInt() + " of 8, 8 is the safest");
        powers.path("reasons").forEach(reason -> line("", reason.asText()));
    }

    private void line(String what, String text) {
        out.printf("  %-16s %s%n", what, text);
    }
}
