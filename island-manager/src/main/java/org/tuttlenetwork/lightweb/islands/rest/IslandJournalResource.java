// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.web.Attachment;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.islands.IslandJournal;

import java.time.Instant;
import java.util.List;

/** What was done on an island, for its owners. */
@Component(service = Resource.class)
@Path("islands/{slug}/journal")
public final class IslandJournalResource implements Resource {
    private static final JsonMapper JSON = new JsonMapper();

    private final IslandJournal islandJournal;
    private final Journal journal;

    @Activate
    public IslandJournalResource(
            @Reference IslandJournal islandJournal, @Reference Journal journal) {
        this.islandJournal = islandJournal;
        this.journal = journal;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Summary("What was done on the island, the newest first")
    public ItemPage<EntryView> page(
            @PathParam("slug") String slug,
            @QueryParam("action") @DefaultValue("") String action,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext security) {
        IslandResource.requireLimit(limit);
        List<JournalEntry> found =
                islandJournal.page(
                        Caller.of(security), slug, action, JournalQuery.position(after), limit + 1);
        List<JournalEntry> shown = found.subList(0, Math.min(limit, found.size()));
        return new ItemPage<>(
                shown.stream().map(EntryView::of).toList(),
                found.size() > limit ? String.valueOf(shown.getLast().number()) : null);
    }

    /** Everything, as a JSON object a line. */
    @GET
    @Path("export")
    @Produces(Attachment.NDJSON)
    @Summary("The same as a file, without pages")
    public Response export(@PathParam("slug") String slug, @Context SecurityContext security) {
        JournalQuery all = islandJournal.all(Caller.of(security), slug);
        return Attachment.of(
                slug + "-journal.ndjson", Attachment.NDJSON, out -> journal.export(all, out));
    }

    /**
     * An entry.
     *
     * @param actor a user id; absent where it came by itself
     * @param object a kind and an id
     * @param before how it was, an object; absent where that says nothing
     * @param after how it is now, likewise
     */
    public record EntryView(
            long number,
            Instant at,
            @Nullable String actor,
            String action,
            String object,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            String requestId) {
        static EntryView of(JournalEntry entry) {
            return new EntryView(
                    entry.number(),
                    entry.at(),
                    entry.note().actor().map(UserId::value).orElse(null),
                    entry.note().action(),
                    entry.note().object(),
                    entry.note().before().map(EntryView::json).orElse(null),
                    entry.note().after().map(EntryView::json).orElse(null),
                    entry.note().requestId());
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("PostgreSQL took this for JSON", e);
            }
        }
    }
}
