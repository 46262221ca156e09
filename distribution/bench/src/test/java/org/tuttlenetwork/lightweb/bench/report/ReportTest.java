// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

class ReportTest {
    private static final Plot PLOT =
            new Plot(
                    "growth",
                    "Calls & more",
                    "islands",
                    List.of(
                            new Plot.Line(
                                    "calls",
                                    List.of(new Plot.Point(10, 14), new Plot.Point(1000, 140)))));

    @Test
    void takesTheMiddleAndTheRank() {
        assertThat(Samples.of(5, 1, 3).median()).isEqualTo(3);
        assertThat(Samples.of(4, 1, 3, 2).median()).isEqualTo(2.5);
        assertThat(Samples.of(1, 2, 3, 4).percentile(50)).isEqualTo(2);
        assertThat(Samples.of(1, 2, 3, 4).percentile(99)).isEqualTo(4);
        assertThatThrownBy(() -> new Samples(List.of())).hasMessageContaining("no sample");
        assertThatThrownBy(() -> Samples.of(Double.NaN)).hasMessageContaining("not a number");
    }

    @Test
    void theFigureIsTheMedianOrAPercentile() {
        Samples samples = Samples.of(1, 2, 3, 100);
        assertThat(samples.figure()).isEqualTo(2.5);
        assertThat(samples.at(99).figure()).isEqualTo(100);
        Row row = new Row("a", "ms", samples.at(99), "b", samples, new Goal.Below(50), "because");
        assertThat(row.ratio()).isEqualTo(40);
        assertThat(row.holds()).isFalse();
    }

    @Test
    void nothingBesideNothingIsTheSame() {
        Samples none = Samples.of(0);
        Row row = new Row("lost", "", none, "other", none, new Goal.Below(1), "because");
        assertThat(row.ratio()).isEqualTo(1);
    }

    @Test
    void aMissedGoalStaysWithItsReason() {
        ObjectNode json = report(new Goal.RatioAtMost(0.6)).json();
        assertThat(json.at("/rows/0/ratio").asDouble()).isEqualTo(1.5);
        assertThat(json.at("/rows/0/goal").asText()).isEqualTo("≤ 0.6 ×");
        assertThat(json.at("/rows/0/holds").asBoolean()).isFalse();
        assertThat(json.at("/rows/0/heldBack").asText()).isEqualTo("because");
        assertThat(Tables.text(json)).contains("Missed, start: because", "1.50");
    }

    @Test
    void aGoalThatHoldsGivesNoReason() {
        ObjectNode json = report(new Goal.RatioAtMost(2)).json();
        assertThat(json.at("/rows/0/holds").asBoolean()).isTrue();
        assertThat(json.at("/rows/0").has("heldBack")).isFalse();
    }

    @Test
    void writesTheFileAndThePage(@TempDir Path docs) throws IOException {
        new ReportFiles(docs).write(report(new Goal.None()));
        assertThat(docs.resolve("benchmarks/startup.json")).content().contains("\"commit\"");
        assertThat(docs.resolve("benchmarks.md"))
                .content()
                .contains("## startup", "| start | 30.0 ms | 20.0–40.0 |", "- a note")
                .contains("![Calls & more](benchmarks/growth.svg)");
    }

    @Test
    void drawsAPlotOnLogarithmicAxes(@TempDir Path docs) throws Exception {
        new ReportFiles(docs).write(report(new Goal.None()));
        Document svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(docs.resolve("benchmarks/growth.svg").toFile());
        // Both axes go from 10 to 1000: ten times as many is half of the height of 264.
        assertThat(svg.getElementsByTagName("polyline").item(0).getAttributes())
                .extracting(attributes -> attributes.getNamedItem("points").getNodeValue())
                .isEqualTo("64.0,284.7 696.0,152.7");
        assertThat(docs.resolve("benchmarks/growth.svg")).content().contains("Calls &amp; more");
    }

    @Test
    void aLogarithmicAxisHasNoNothing() {
        assertThatThrownBy(() -> new Plot.Point(10, 0)).hasMessageContaining("above 0: 10.0, 0.0");
    }

    private static Report report(Goal goal) {
        Row row =
                new Row(
                        "start",
                        "ms",
                        Samples.of(30, 20, 40),
                        "plain",
                        Samples.of(20),
                        goal,
                        "because");
        return new Report(
                "startup",
                "2026-11-24",
                "abc",
                "2 cores",
                List.of(row),
                List.of("a note"),
                List.of(PLOT));
    }
}
