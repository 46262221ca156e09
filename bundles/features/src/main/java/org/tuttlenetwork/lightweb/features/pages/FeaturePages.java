// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import gg.jte.generated.precompiled.features.JtefeatureGenerated;
import gg.jte.generated.precompiled.features.JtelistGenerated;
import gg.jte.generated.precompiled.features.JteremoveGenerated;
import gg.jte.generated.precompiled.features.JterollbackGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.StaticLinks;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeatureStatus;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;
import org.tuttlenetwork.lightweb.features.pages.FeatureView.HistoryPage;
import org.tuttlenetwork.lightweb.features.pages.FeatureView.HistoryRow;
import org.tuttlenetwork.lightweb.features.store.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.HistoryStore.Numbered;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What runs on this host, for administrators. */
@Component(service = Resource.class)
@Path("features")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class FeaturePages implements Resource {
    private static final int PAGE = 20;

    private final FeatureEngine engine;
    private final Directory directory;
    private final Answers answers;
    private final Clock clock;

    @Activate
    public FeaturePages(
            @Reference FeaturesRoom room,
            @Reference Directory directory,
            @Reference StaticLinks links) {
        this(room.engine(), directory, links, Clock.systemUTC());
    }

    FeaturePages(FeatureEngine engine, Directory directory, StaticLinks links, Clock clock) {
        this.engine = engine;
        this.directory = directory;
        this.answers = new Answers(links);
        this.clock = clock;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page all(@Context Viewer viewer) {
        Messages messages = Answers.messages(viewer);
        List<FeatureStatus> all = engine.all();
        StringOutput output = new StringOutput();
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                engine.inFolder(),
                FeatureRow.added(all, messages, clock.instant()),
                FeatureRow.builtIn(all, messages, clock.instant()),
                answers.style());
        return new Page(messages.text("label"), FeatureSection.ID, output.toString());
    }

    @GET
    @Path("{id}")
    public Page one(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable UUID after,
            @Context Viewer viewer) {
        Messages messages = Answers.messages(viewer);
        FeatureRow row = row(id, messages);
        FeatureView view =
                FeatureView.of(
                        row,
                        row.feature().builtIn()
                                ? Optional.empty()
                                : engine.publisher(id, row.feature().version(), viewer.locale()),
                        engine.host(),
                        history(id, Optional.ofNullable(after), messages),
                        messages);
        StringOutput output = new StringOutput();
        JtefeatureGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                view,
                view.canGoBack(engine.versions(id)),
                answers.style(),
                answers.script());
        return new Page(id, FeatureSection.ID, output.toString());
    }

    private HistoryPage history(String id, Optional<UUID> after, Messages messages) {
        Instant now = clock.instant();
        Actors actors = new Actors(directory, messages);
        List<Numbered> found = engine.history(id, after, PAGE + 1);
        List<Numbered> page = found.stream().limit(PAGE).toList();
        return new HistoryPage(
                page.stream().map(each -> row(each.entry(), actors, messages, now)).toList(),
                found.size() > PAGE ? Optional.of(page.getLast().id()) : Optional.empty(),
                after.isEmpty());
    }

    private static HistoryRow row(
            HistoryEntry entry, Actors actors, Messages messages, Instant now) {
        return new HistoryRow(
                When.markup(entry.at(), now, messages.locale()),
                entry.version(),
                messages.text("action." + entry.action()),
                messages.text("outcome." + entry.outcome()),
                actors.name(entry.actor()),
                actors.detail(entry.detail()));
    }

    /** Says what going back means, and asks for it. */
    @GET
    @Path("{id}/rollback")
    public Page askToGoBack(@PathParam("id") String id, @Context Viewer viewer) {
        Messages messages = Answers.messages(viewer);
        FeatureRow row = row(id, messages);
        String now = row.feature().version();
        StringOutput output = new StringOutput();
        JterollbackGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                row,
                engine.versions(id).stream().filter(version -> !version.equals(now)).toList(),
                answers.style());
        return new Page(messages.text("rollback.title", id), FeatureSection.ID, output.toString());
    }

    @POST
    @Path("{id}/rollback")
    public Response goBack(
            @PathParam("id") String id,
            @FormParam("version") @Nullable String version,
            @Context Viewer viewer) {
        String to =
                Optional.ofNullable(version)
                        .filter(chosen -> !chosen.isBlank())
                        .orElseThrow(
                                () ->
                                        LightWebException.invalid(
                                                "version", "say which version to go back to"));
        return Answers.whenDone(
                id,
                () -> answers.of(engine.rollback(id, Optional.of(to), Answers.by(viewer)), viewer));
    }

    /** Takes back a version that is being tried: it may be added again. */
    @POST
    @Path("{id}/take-back")
    public Response takeBack(
            @PathParam("id") String id,
            @FormParam("version") @Nullable String version,
            @Context Viewer viewer) {
        engine.takeBack(id, Optional.ofNullable(version).orElse(""), Answers.by(viewer));
        // A first version leaves nothing behind that a page could show.
        return Answers.see(find(id).isPresent() ? "/features/" + id : "/features");
    }

    /** Says what a removal means, and asks for it. */
    @GET
    @Path("{id}/remove")
    public Page askToRemove(@PathParam("id") String id, @Context Viewer viewer) {
        Messages messages = Answers.messages(viewer);
        StringOutput output = new StringOutput();
        JteremoveGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                row(id, messages),
                answers.style());
        return new Page(messages.text("remove.title", id), FeatureSection.ID, output.toString());
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@PathParam("id") String id, @Context Viewer viewer) {
        engine.remove(id, viewer.require().user().value());
        return Answers.see("/features");
    }

    private Optional<FeatureStatus> find(String id) {
        return engine.all().stream().filter(feature -> feature.id().equals(id)).findFirst();
    }

    private FeatureRow row(String id, Messages messages) {
        return find(id).map(feature -> FeatureRow.of(feature, messages, clock.instant()))
                .orElseThrow(() -> LightWebException.notFound("There is no such feature."));
    }
}
