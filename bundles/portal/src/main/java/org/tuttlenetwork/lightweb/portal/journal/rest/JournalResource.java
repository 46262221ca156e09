// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Attachment;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.portal.journal.Asked;

import java.time.Instant;
import java.util.List;

/**
 * The system's journal, for administrators. What happens on an island is in a scope of the
 * island's, which is never asked for here.
 */
@Component(service = Resource.class)
@Path("journal")
@RolesAllowed("lightweb:admin")
public final class JournalResource implements Resource {
    private static final int MOST = 200;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Journal journal;

    @Activate
    public JournalResource(@Reference Journal journal) {
        this.journal = journal;
    }

    /** What was asked for, the newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Summary("Who changed what on the system, the newest first")
    public ItemPage<EntryView> page(
            @QueryParam("action") @DefaultValue("") String action,
            @QueryParam("actor") @DefaultValue("") String actor,
            @QueryParam("object") @DefaultValue("") String object,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw LightWebException.invalid("limit", "1 to " + MOST);
        }
        List<JournalEntry> found =
                journal.read(
                        new JournalQuery(
                                JournalNote.SYSTEM,
                                new Asked(action, actor, object, from, to).filter(),
                                JournalQuery.position(after),
                                limit + 1));
        List<JournalEntry> shown = found.subList(0, Math.min(limit, found.size()));
        return new ItemPage<>(
                shown.stream().map(EntryView::of).toList(),
                found.size() > limit ? String.valueOf(shown.getLast().number()) : null);
    }

    /** Everything that was asked for, as a JSON object a line. */
    @GET
    @Path("export")
    @Produces(Attachment.NDJSON)
    @Summary("The same as a file, without pages")
    public Response export(
            @QueryParam("action") @DefaultValue("") String action,
            @QueryParam("actor") @DefaultValue("") String actor,
            @QueryParam("object") @DefaultValue("") String object,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to) {
        JournalQuery all =
                JournalQuery.newest(
                        JournalNote.SYSTEM, new Asked(action, actor, object, from, to).filter());
        return Attachment.of("journal.ndjson", Attachment.NDJSON, out -> journal.export(all, out));
    }

    /**
     * An entry.
     *
     * @param feature the feature that wrote it
     * @param actor a user id; absent where the system did it by itself
     * @param before how it was; absent where that says nothing
     * @param after how it is now, likewise
     */
    public record EntryView(
            long number,
            Instant at,
            String feature,
            @Nullable String actor,
            String action,
            String object,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            String requestId) {
        static EntryView of(JournalEntry entry) {
            JournalNote note = entry.note();
            return new EntryView(
                    entry.number(),
                    entry.at(),
                    entry.feature(),
                    note.actor().map(UserId::value).orElse(null),
                    note.action(),
                    note.object(),
                    note.before().map(EntryView::json).orElse(null),
                    note.after().map(EntryView::json).orElse(null),
                    note.requestId());
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
