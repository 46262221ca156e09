// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as text for the terminal, and as a section of the page of all benchmarks. */
public final class Tables {
    private static final List<String> HEAD =
            List.of(
                    "what", "figure", "spread", "beside", "figure", "spread", "ratio", "goal",
                    "holds");

    private Tables() {}

    /**
     * @param report in the form of {@link Report#json}
     */
    public static String text(JsonNode report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        report.path("rows").forEach(row -> lines.add(cells(row)));
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                padded.append(line.get(i)).repeat(" ", widths[i] - line.get(i).length() + 2);
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        remarks(report).forEach(remark -> text.append("  ").append(remark).append('\n'));
        return text.toString();
    }

    /**
     * @param report in the form of {@link Report#json}
     */
    public static String markdown(JsonNode report) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(report.path("name").asText()).append("\n\n");
        text.append(report.path("date").asText()).append(", commit `");
        text.append(report.path("commit").asText()).append("`, ");
        text.append(report.path("machine").asText()).append(".\n\n");
        text.append(line(HEAD)).append("|---|---:|---|---|---:|---|---:|---|---|\n");
        report.path("rows").forEach(row -> text.append(line(cells(row))));
        text.append('\n');
        remarks(report).forEach(remark -> text.append("- ").append(remark).append('\n'));
        for (JsonNode plot : report.path("plots")) {
            text.append("\n![").append(plot.path("title").asText());
            text.append("](benchmarks/").append(plot.path("file").asText()).append(")\n");
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static List<String> remarks(JsonNode report) {
        List<String> remarks = new ArrayList<>();
        for (JsonNode row : report.path("rows")) {
            if (row.has("heldBack")) {
                remarks.add(
                        "Missed, "
                                + row.path("what").asText()
                                + ": "
                                + row.path("heldBack").asText());
            }
        }
        report.path("notes").forEach(note -> remarks.add(note.asText()));
        return remarks;
    }

    private static List<String> cells(JsonNode row) {
        String unit = row.path("unit").asText();
        boolean compared = row.has("besideValue");
        boolean asked = !row.path("goal").asText().isEmpty();
        return List.of(
                row.path("what").asText(),
                number(row.path("value").asDouble()) + " " + unit,
                spread(row.path("spread")),
                row.path("beside").asText(),
                compared ? number(row.path("besideValue").asDouble()) + " " + unit : "",
                compared ? spread(row.path("besideSpread")) : "",
                compared ? String.format(Locale.ROOT, "%.2f", row.path("ratio").asDouble()) : "",
                row.path("goal").asText(),
                !asked ? "" : row.path("holds").asBoolean() ? "yes" : "no");
    }

    private static String spread(JsonNode spread) {
        return number(spread.path(0).asDouble()) + "–" + number(spread.path(1).asDouble());
    }

    /** Whole from 100 on; below, three digits that count. */
    static String number(double value) {
        int places = value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
