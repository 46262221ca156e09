// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.util.List;

/**
 * What a dump holds of one schema.
 *
 * @param name the schema
 * @param scripts the names of its migrations, in their order
 * @param tables its tables
 * @param sequences its sequences, those of identity columns too
 */
public record SchemaContent(
        String name, List<String> scripts, List<Table> tables, List<Sequence> sequences) {
    public SchemaContent {
        scripts = List.copyOf(scripts);
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /**
     * A table.
     *
     * @param columns in the order of the data; none that are generated
     * @param rows how many
     */
    public record Table(String name, List<Column> columns, long rows) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param type as PostgreSQL writes it
     */
    public record Column(String name, String type) {}

    /**
     * A sequence.
     *
     * @param called whether the value was given out already
     */
    public record Sequence(String name, long value, boolean called) {}

    String scriptPart(String script) {
        return name + "/migrations/" + script;
    }

    String tablePart(String table) {
        return name + "/tables/" + table + ".copy";
    }
}
