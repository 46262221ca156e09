// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Findings for people, and for programs. */
public record Report(List<Finding> findings) {
    public Report {
        findings = List.copyOf(findings);
    }

    /** Whether nothing fails; warnings don't count. */
    public boolean isWell() {
        return findings.stream().noneMatch(f -> f.verdict().level() == Level.FAIL);
    }

    /** A line each: name, level, what was seen; the remedy on a line below. */
    public void print(PrintStream out) {
        int width = findings.stream().mapToInt(f -> f.name().length()).max().orElse(0);
        String line = "%-" + Math.max(width, 1) + "s  %-4s  %s%n";
        for (Finding finding : findings) {
            Verdict verdict = finding.verdict();
            out.printf(Locale.ROOT, line, finding.name(), verdict.level(), verdict.seen());
            if (!verdict.remedy().isEmpty()) {
                out.printf(Locale.ROOT, line, "", "", "-> " + verdict.remedy());
            }
        }
    }

    public ObjectNode json() {
        ObjectNode json = Json.object().put("well", isWell());
        ArrayNode checks = json.putArray("checks");
        for (Finding finding : findings) {
            checks.addObject()
                    .put("name", finding.name())
                    .put("level", finding.verdict().level().name().toLowerCase(Locale.ROOT))
                    .put("seen", finding.verdict().seen())
                    .put("remedy", finding.verdict().remedy());
        }
        return json;
    }
}
