// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code docs/benchmarks/<name>.json}, its plots beside it, and the page made of all of them. */
public final class ReportFiles {
    private static final String PREFACE =
            """
            # Benchmarks

            Written by `./lightweb bench`; do not edit. Machines are shared and noisy, so what counts is the ratio: the host and
            what it is compared with run alternately in one run, after a warm-up. A figure is the median of all rounds, or the
            percentile that its line names; the spread is the least and the most. A goal that is missed stays here with what holds it back.

            """;

    private final Path docs;
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * @param docs the folder {@code docs}
     */
    public ReportFiles(Path docs) {
        this.docs = docs;
    }

    /** Writes the report, and the page anew. */
    public void write(Report report) throws IOException {
        Path folder = Files.createDirectories(docs.resolve("benchmarks"));
        Files.writeString(
                folder.resolve(report.name() + ".json"),
                json.writeValueAsString(report.json()) + "\n");
        for (Plot plot : report.plots()) {
            Files.writeString(folder.resolve(plot.name() + ".svg"), Svg.of(plot));
        }
        StringBuilder page = new StringBuilder(PREFACE);
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        for (Path file : all) {
            page.append(Tables.markdown(json.readTree(file.toFile()))).append('\n');
        }
        Files.writeString(docs.resolve("benchmarks.md"), page.toString().stripTrailing() + "\n");
    }
}
