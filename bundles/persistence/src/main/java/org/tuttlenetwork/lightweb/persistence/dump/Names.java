// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.tuttlenetwork.lightweb.persistence.dump.SchemaContent.Column;

import java.util.List;
import java.util.stream.Collectors;

/** Names as they may stand in SQL, whatever they are. */
final class Names {
    private Names() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String of(String schema, String name) {
        return quoted(schema) + '.' + quoted(name);
    }

    /** A table with its columns, as COPY takes it. */
    static String of(String schema, String table, List<Column> columns) {
        return of(schema, table)
                + columns.stream()
                        .map(column -> quoted(column.name()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
