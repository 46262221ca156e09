// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtecodeGenerated;
import gg.jte.generated.precompiled.islands.JtejoinGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.PublicUrl;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.IslandPicture;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService;
import org.tuttlenetwork.lightweb.islands.invite.JoinService;
import org.tuttlenetwork.lightweb.islands.invite.JoinService.Joining;
import org.tuttlenetwork.lightweb.islands.invite.Offers;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.invite.Secret;
import org.tuttlenetwork.lightweb.islands.picture.PictureService;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pages for who was invited: a link leads to one island, a code is typed. */
@Component(service = Resource.class)
@Path("join")
@Produces(MediaType.TEXT_HTML)
public final class JoinPages implements PageResource {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Map<String, String> PLACES =
            Map.of("no-invitation", "code", "too-many-codes", "code");

    private final JoinService service;
    private final JoinRequestService requests;
    private final Operations operations;
    private final Offers offers;
    private final PictureService pictures;
    private final PublicUrl urls;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public JoinPages(
            @Reference JoinService service,
            @Reference JoinRequestService requests,
            @Reference Operations operations,
            @Reference Offers offers,
            @Reference PictureService pictures,
            @Reference PublicUrl urls) {
        this.service = service;
        this.requests = requests;
        this.operations = operations;
        this.offers = offers;
        this.pictures = pictures;
        this.urls = urls;
    }

    /** Where a code is typed. */
    @GET
    public Page code(@Context Viewer viewer) {
        return code(viewer, "", Wrong.NOTHING);
    }

    private static Page code(Viewer viewer, String typed, Wrong wrong) {
        Messages messages = IslandPages.messages(viewer);
        return IslandPages.page(
                messages.text("join.title"),
                output ->
                        JtecodeGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, messages, typed, wrong));
    }

    /** What a link is to; for everybody, and using nothing up. */
    @GET
    @Path("{secret}")
    @PermitAll
    public Page preview(@PathParam("secret") String secret, @Context Viewer viewer) {
        // A code is typed into the form: it belongs into no address and no history.
        if (Secret.parse(secret).filter(one -> one.kind() == Kind.LINK).isEmpty()) {
            throw InvitationService.unknown();
        }
        return preview(secret, viewer, Wrong.NOTHING);
    }

    private Page preview(String secret, Viewer viewer, Wrong wrong) {
        Preview preview = service.preview(viewer.caller(), secret);
        JoinPage model =
                new JoinPage(
                        IslandPages.messages(viewer),
                        preview,
                        offers.on(preview.island(), viewer.locale()),
                        secret,
                        viewer.caller().isPresent(),
                        clock.instant(),
                        viewer.isAtDoor()
                                ? Optional.of(urls.at("/islands/" + preview.island().slug()))
                                : Optional.empty(),
                        pictures.picture(preview.island()).map(IslandPicture::inline).orElse(""),
                        wrong);
        return IslandPages.page(
                preview.island().name(),
                output ->
                        JtejoinGenerated.render(new OwaspHtmlTemplateOutput(output), null, model));
    }

    /**
     * Looks at what a code is to, and joins once the rules that were shown are agreed to. The
     * secret stays in the form, so that it is in no history.
     */
    @POST
    public Response join(
            @FormParam("secret") @Nullable String secret,
            @FormParam("agreement") @Nullable String agreement,
            @Context Viewer viewer) {
        String typed = Objects.requireNonNullElse(secret, "");
        if (agreement == null) {
            return PageResource.attempt(
                    () -> Response.ok(preview(typed, viewer, Wrong.NOTHING)).build(),
                    refused -> code(viewer, typed, wrong(refused, viewer)));
        }
        return PageResource.attempt(
                () -> entered(typed, agreement, viewer),
                refused -> preview(typed, viewer, wrong(refused, viewer)));
    }

    private Response entered(String secret, String agreement, Viewer viewer) {
        Joining joining = service.join(viewer.require(), secret, agreement, viewer.requestId());
        joining.operation().ifPresent(operation -> operations.await(operation, PATIENCE));
        Preview now = service.preview(viewer.caller(), secret);
        return now.standing() == Standing.MEMBER && !viewer.isAtDoor()
                ? PageResource.see("/islands/" + joining.island().slug())
                : Response.ok(preview(secret, viewer, Wrong.NOTHING)).build();
    }

    /** Takes the visitor's own request back. */
    @POST
    @Path("{slug}/withdraw")
    public Response withdraw(@PathParam("slug") String slug, @Context Viewer viewer) {
        requests.withdraw(viewer.require(), slug, viewer.requestId());
        return PageResource.see(viewer.isAtDoor() ? "/join" : "/islands");
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return Wrong.of(refused, viewer, IslandPages.messages(viewer), PLACES);
    }
}
