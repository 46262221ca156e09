// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * What one bench found.
 *
 * @param name of the bench
 * @param date ISO 8601
 * @param commit of the sources
 * @param machine in words
 * @param rows in the order to be read
 * @param notes how it was measured, and what could not be
 * @param plots of growth, each in a file of its own
 */
public record Report(
        String name,
        String date,
        String commit,
        String machine,
        List<Row> rows,
        List<String> notes,
        List<Plot> plots) {
    public Report {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        plots = List.copyOf(plots);
    }

    /** The committed form; spread is the least and the most of all rounds. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name).put("date", date).put("commit", commit).put("machine", machine);
        var list = json.putArray("rows");
        for (Row row : rows) {
            ObjectNode one = list.addObject().put("what", row.what());
            one.put("value", rounded(row.samples().figure())).put("unit", row.unit());
            one.put("beside", row.beside());
            Samples other = row.besideSamples();
            if (other != null) {
                one.put("besideValue", rounded(other.figure())).put("ratio", rounded(row.ratio()));
            }
            one.put("goal", row.goal().text()).put("holds", row.holds());
            one.putArray("spread")
                    .add(rounded(row.samples().min()))
                    .add(rounded(row.samples().max()));
            if (other != null) {
                one.putArray("besideSpread").add(rounded(other.min())).add(rounded(other.max()));
            }
            one.put("rounds", row.samples().values().size());
            if (!row.holds()) {
                one.put("heldBack", row.heldBack());
            }
        }
        var told = json.putArray("notes");
        notes.forEach(told::add);
        if (!plots.isEmpty()) {
            var shown = json.putArray("plots");
            plots.forEach(
                    plot ->
                            shown.addObject()
                                    .put("file", plot.name() + ".svg")
                                    .put("title", plot.title()));
        }
        return json;
    }

    /** To three places, which is more than any machine repeats. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
