// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.plain.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.tuttlenetwork.lightweb.bench.plain.store.Notes;

import java.util.List;

/** The notes; also what says that the program is ready: it asks the database. */
@Path("readyz")
@Produces(MediaType.APPLICATION_JSON)
public final class NotesResource {
    private final Notes notes;

    public NotesResource(Notes notes) {
        this.notes = notes;
    }

    @GET
    public List<Notes.View> all() {
        return notes.all();
    }
}
