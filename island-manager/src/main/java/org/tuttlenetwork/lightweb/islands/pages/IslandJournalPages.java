// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtejournalGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.web.Attachment;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandJournal;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What was done on an island, as sentences, for its owners. */
@Component(service = Resource.class)
@Path("islands/{slug}/journal")
@Produces(MediaType.TEXT_HTML)
public final class IslandJournalPages implements PageResource {
    private static final int SHOWN = 50;

    private final IslandService islands;
    private final IslandJournal islandJournal;
    private final Journal journal;
    private final Directory directory;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public IslandJournalPages(
            @Reference IslandService islands,
            @Reference IslandJournal islandJournal,
            @Reference Journal journal,
            @Reference Directory directory) {
        this.islands = islands;
        this.islandJournal = islandJournal;
        this.journal = journal;
        this.directory = directory;
    }

    @GET
    public Page show(
            @PathParam("slug") String slug,
            @QueryParam("after") @DefaultValue("") String after,
            @Context Viewer viewer) {
        Messages messages = IslandPages.messages(viewer);
        IslandRecord island = islands.joined(viewer.require(), slug);
        List<JournalEntry> found =
                islandJournal.page(
                        viewer.require(), slug, "", JournalQuery.position(after), SHOWN + 1);
        List<JournalEntry> shown = found.subList(0, Math.min(SHOWN, found.size()));
        JournalWords words = JournalWords.of(shown, directory::people, messages);
        Instant now = clock.instant();
        List<Row> rows =
                shown.stream()
                        .map(
                                entry ->
                                        new Row(
                                                words.sentence(entry),
                                                When.markup(entry.at(), now, viewer.locale())))
                        .toList();
        String older = found.size() > SHOWN ? String.valueOf(shown.getLast().number()) : "";
        return IslandPages.page(
                messages.text("journal.title", island.name()),
                output ->
                        JtejournalGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                rows,
                                older));
    }

    /** Everything, as a JSON object a line. */
    @GET
    @Path("export")
    @Produces(Attachment.NDJSON)
    public Response export(@PathParam("slug") String slug, @Context Viewer viewer) {
        JournalQuery all = islandJournal.all(viewer.require(), slug);
        return Attachment.of(
                slug + "-journal.ndjson", Attachment.NDJSON, out -> journal.export(all, out));
    }

    /**
     * An entry.
     *
     * @param sentence what was done
     * @param when as HTML
     */
    public record Row(String sentence, String when) {}
}
