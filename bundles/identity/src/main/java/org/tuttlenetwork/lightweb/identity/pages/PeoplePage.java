// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.pages;

import gg.jte.generated.precompiled.identity.JtepeopleGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.identity.HeldRevocation;
import org.tuttlenetwork.lightweb.identity.HeldRevocations;
import org.tuttlenetwork.lightweb.identity.IdentityRoom;
import org.tuttlenetwork.lightweb.identity.store.HeldCursor;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What Zitadel's listings would take away from people, for administrators to decide. */
@Component(service = Resource.class)
@Path("identity")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class PeoplePage implements PageResource {
    static final String PATH = "/identity";
    private static final int SHOWN = 50;

    private final HeldRevocations held;
    private final Clock clock;

    @Activate
    public PeoplePage(@Reference IdentityRoom identity) {
        this(identity.held(), Clock.systemUTC());
    }

    public PeoplePage(HeldRevocations held, Clock clock) {
        this.held = held;
        this.clock = clock;
    }

    /**
     * @param all whether all that is shown is chosen
     */
    @GET
    public Page show(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("all") @DefaultValue("false") boolean all,
            @Context Viewer viewer) {
        HeldCursor cursor =
                after.isEmpty()
                        ? HeldCursor.START
                        : HeldCursor.read(after)
                                .orElseThrow(
                                        () ->
                                                LightWebException.invalid(
                                                        "after",
                                                        "what the page before gave as next"));
        return page(cursor, all, _ -> all, viewer, Wrong.NOTHING);
    }

    /** Carries out what is chosen, or shows the same page again. */
    @POST
    public Response approve(
            @FormParam("id") List<String> ids,
            @FormParam("after") @DefaultValue("") String after,
            @Context Viewer viewer) {
        Set<String> chosen = Set.copyOf(ids);
        return PageResource.attempt(
                () -> {
                    held.approve(viewer.require(), chosen, viewer.requestId());
                    return PageResource.see(PATH);
                },
                refused ->
                        page(
                                HeldCursor.read(after).orElse(HeldCursor.START),
                                false,
                                chosen::contains,
                                viewer,
                                Wrong.of(refused, viewer, messages(viewer), Map.of())));
    }

    private Page page(
            HeldCursor after, boolean all, Predicate<String> chosen, Viewer viewer, Wrong wrong) {
        Messages messages = messages(viewer);
        List<HeldRevocation> found = held.described(after, SHOWN + 1);
        List<HeldRevocation> shown = found.subList(0, Math.min(SHOWN, found.size()));
        Instant now = clock.instant();
        List<HeldLine> lines =
                shown.stream()
                        .map(
                                one ->
                                        HeldLine.of(
                                                one,
                                                now,
                                                chosen.test(HeldRevocations.name(one.row())),
                                                messages))
                        .toList();
        String next = found.size() > SHOWN ? HeldCursor.of(shown.getLast().row()).toString() : "";
        StringOutput output = new StringOutput();
        JtepeopleGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                HeldView.of(lines, after, next, all),
                wrong);
        return new Page(messages.text("label"), PeopleSection.ID, output.toString());
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(PeoplePage.class, viewer.locale());
    }
}
