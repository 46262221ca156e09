// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.pages;

import gg.jte.generated.precompiled.portal.JtejournalGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.web.Attachment;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.portal.journal.Asked;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The system's journal, for administrators: what was asked for, the newest first. */
@Component(service = Resource.class)
@Path("journal")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class JournalPage implements PageResource {
    private static final int SHOWN = 50;

    private final Journal journal;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public JournalPage(@Reference Journal journal, @Reference Directory directory) {
        this(journal, directory, Clock.systemUTC());
    }

    JournalPage(Journal journal, Directory directory, Clock clock) {
        this.journal = journal;
        this.directory = directory;
        this.clock = clock;
    }

    @GET
    public Response show(
            @QueryParam("action") @DefaultValue("") String action,
            @QueryParam("actor") @DefaultValue("") String actor,
            @QueryParam("object") @DefaultValue("") String object,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("after") @DefaultValue("") String after,
            @Context Viewer viewer) {
        Asked asked =
                new Asked(action.strip(), actor.strip(), object.strip(), from.strip(), to.strip());
        long before = JournalQuery.position(after);
        Messages messages = Messages.of(JournalPage.class, viewer.locale());
        return PageResource.attempt(
                () ->
                        Response.ok(page(found(asked, before, messages), Wrong.NOTHING, messages))
                                .build(),
                refused ->
                        page(
                                JournalView.nothing(asked),
                                Wrong.of(refused, viewer, messages, Map.of()),
                                messages));
    }

    private JournalView found(Asked asked, long before, Messages messages) {
        List<JournalEntry> found =
                journal.read(
                        new JournalQuery(JournalNote.SYSTEM, asked.filter(), before, SHOWN + 1));
        List<JournalEntry> shown = found.subList(0, Math.min(SHOWN, found.size()));
        People people = People.of(shown, directory, messages);
        Instant now = clock.instant();
        String older = "after=" + (shown.isEmpty() ? "" : shown.getLast().number());
        String query = asked.any() ? asked.query() + "&" + older : older;
        return new JournalView(
                asked,
                shown.stream().map(entry -> row(entry, people, now, messages.locale())).toList(),
                found.size() > SHOWN ? JournalView.link(JournalView.PATH, query) : "",
                before < Long.MAX_VALUE ? JournalView.link(JournalView.PATH, asked.query()) : "");
    }

    private static JournalRow row(JournalEntry entry, People people, Instant now, Locale locale) {
        JournalNote note = entry.note();
        return new JournalRow(
                entry,
                When.markup(entry.at(), now, locale),
                people.actor(note),
                note.actor().map(UserId::value).map(Asked::by).map(JournalPage::link).orElse(""),
                people.object(note),
                link(Asked.to(note.object())));
    }

    private static String link(Asked asked) {
        return JournalView.link(JournalView.PATH, asked.query());
    }

    private static Page page(JournalView view, Wrong wrong, Messages messages) {
        StringOutput output = new StringOutput();
        JtejournalGenerated.render(
                new OwaspHtmlTemplateOutput(output), null, messages, view, wrong);
        return new Page(messages.text("label"), JournalSection.ID, output.toString());
    }

    /** Everything that was asked for, as a file. */
    @GET
    @Path("export")
    @Produces(Attachment.NDJSON)
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
}
