// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtedissolveGenerated;
import gg.jte.generated.precompiled.islands.JteislandGenerated;
import gg.jte.generated.precompiled.islands.JteleaveGenerated;
import gg.jte.generated.precompiled.islands.JtelistGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

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
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Pending;
import org.tuttlenetwork.lightweb.islands.Slug;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.AddForm;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.Removed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Pages of islands. */
@Component(service = Resource.class)
@Path("islands")
@Produces(MediaType.TEXT_HTML)
public final class IslandPages implements PageResource {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final IslandService service;
    private final Operations operations;
    private final Directory directory;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public IslandPages(
            @Reference IslandService service,
            @Reference Operations operations,
            @Reference Directory directory) {
        this.service = service;
        this.operations = operations;
        this.directory = directory;
    }

    @GET
    public Page list(@Context Viewer viewer) {
        return list(viewer, IslandForm.EMPTY, Wrong.NOTHING);
    }

    private Page list(Viewer viewer, IslandForm form, Wrong wrong) {
        Messages messages = messages(viewer);
        List<IslandCard> cards = IslandCard.of(viewer.require().user(), service, messages);
        return page(
                messages.text("label"),
                output ->
                        JtelistGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                cards,
                                form,
                                wrong));
    }

    @POST
    public Response create(
            @FormParam("name") @Nullable String name,
            @FormParam("slug") @Nullable String slug,
            @FormParam("mode") @Nullable String mode,
            @FormParam("ports") @Nullable String ports,
            @Context Viewer viewer) {
        IslandForm form = IslandForm.typed(name, slug, mode, ports);
        return PageResource.attempt(
                () -> {
                    Pending pending =
                            service.create(
                                    viewer.require(),
                                    new Slug(form.slug().strip()),
                                    form.name(),
                                    form.rules(),
                                    viewer.requestId());
                    // The page shows the island to its owner, who is one once Zitadel has said so.
                    operations.await(pending.operation(), PATIENCE);
                    return see(pending.island().slug().value());
                },
                refused -> list(viewer, form, wrong(refused, viewer, IslandForm.PLACES)));
    }

    /**
     * @param removed whom the viewer has just removed; with
     * @param role the role that they had
     */
    @GET
    @Path("{slug}")
    public Page one(
            @PathParam("slug") String slug,
            @QueryParam("removed") @Nullable String removed,
            @QueryParam("role") @Nullable String role,
            @Context Viewer viewer) {
        Optional<Removed> undo =
                removed != null && role != null && MemberRole.ofKey(role).isPresent()
                        ? Optional.of(new Removed(removed, role))
                        : Optional.empty();
        return one(slug, viewer, AddForm.EMPTY, undo);
    }

    private Page one(String slug, Viewer viewer, AddForm form, Optional<Removed> removed) {
        Caller caller = viewer.require();
        IslandRecord island = service.visible(caller, slug);
        List<Member> members = service.members(caller, slug);
        IslandPage model =
                new IslandPage(
                        visitor(viewer, island),
                        island,
                        members,
                        service.meshState(island),
                        form,
                        // Whoever is in again was taken back meanwhile.
                        removed.filter(
                                gone ->
                                        members.stream()
                                                .noneMatch(
                                                        member ->
                                                                member.person()
                                                                        .id()
                                                                        .value()
                                                                        .equals(gone.user()))));
        return page(
                island.name(),
                output ->
                        JteislandGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, model));
    }

    @POST
    @Path("{slug}/members")
    public Response add(
            @PathParam("slug") String slug,
            @FormParam("login") @Nullable String login,
            @FormParam("role") @Nullable String role,
            @Context Viewer viewer) {
        String typed = Objects.requireNonNullElse(login, "");
        String chosen = Objects.requireNonNullElse(role, MemberRole.MEMBER.key());
        return PageResource.attempt(
                () -> grant(slug, typed, chosen, viewer),
                refused -> again(slug, viewer, new AddForm(typed, chosen, wrong(refused, viewer))));
    }

    private Response grant(String slug, String login, String role, Viewer viewer) {
        MemberRole wanted =
                MemberRole.ofKey(role)
                        .orElseThrow(() -> LightWebException.invalid("role", "one of the list"));
        Pending pending = service.add(viewer.require(), slug, login, wanted, viewer.requestId());
        operations.await(pending.operation(), PATIENCE);
        return see(slug);
    }

    /** Removes somebody at once; the page that follows offers to take them back. */
    @POST
    @Path("{slug}/members/{user}/remove")
    public Response remove(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    String role = roleOf(slug, user, viewer);
                    service.remove(viewer.require(), slug, userId(user), viewer.requestId());
                    return viewer.require().user().value().equals(user)
                            ? PageResource.see("/islands")
                            : see(
                                    slug
                                            + "?removed="
                                            + URLEncoder.encode(user, StandardCharsets.UTF_8)
                                            + "&role="
                                            + role);
                },
                refused -> again(slug, viewer, new AddForm("", "member", wrong(refused, viewer))));
    }

    private String roleOf(String slug, String user, Viewer viewer) {
        return service.members(viewer.require(), slug).stream()
                .filter(member -> member.person().id().value().equals(user))
                .map(member -> member.role().key())
                .findFirst()
                .orElse(MemberRole.MEMBER.key());
    }

    /** Takes somebody back who was just removed. */
    @POST
    @Path("{slug}/members/{user}/restore")
    public Response restore(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @FormParam("role") @Nullable String role,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    Person person =
                            directory.person(userId(user)).orElseThrow(IslandPages::noMember);
                    return grant(
                            slug,
                            person.loginName(),
                            Objects.requireNonNullElse(role, MemberRole.MEMBER.key()),
                            viewer);
                },
                refused -> again(slug, viewer, new AddForm("", "member", wrong(refused, viewer))));
    }

    /** What leaving means, before it is done. */
    @GET
    @Path("{slug}/leave")
    public Page leaving(@PathParam("slug") String slug, @Context Viewer viewer) {
        Messages messages = messages(viewer);
        IslandRecord island = service.visible(viewer.require(), slug);
        List<Member> members = service.members(viewer.require(), slug);
        boolean lastOwner =
                visitor(viewer, island).role() == MemberRole.OWNER
                        && members.stream()
                                        .filter(member -> member.role() == MemberRole.OWNER)
                                        .count()
                                == 1;
        return page(
                messages.text("leave.title", island.name()),
                output ->
                        JteleaveGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                viewer.require().user().value(),
                                lastOwner));
    }

    /** What dissolving means, before it can be done. */
    @GET
    @Path("{slug}/dissolve")
    public Page dissolving(@PathParam("slug") String slug, @Context Viewer viewer) {
        Messages messages = messages(viewer);
        IslandRecord island = service.visible(viewer.require(), slug);
        int members = service.members(viewer.require(), slug).size();
        if (visitor(viewer, island).role() != MemberRole.OWNER) {
            throw LightWebException.forbidden("Only an owner can dissolve an island.")
                    .because("owner-dissolves");
        }
        return page(
                messages.text("dissolve.title", island.name()),
                output ->
                        JtedissolveGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                members));
    }

    @POST
    @Path("{slug}/dissolve")
    public Response dissolve(@PathParam("slug") String slug, @Context Viewer viewer) {
        service.dissolve(viewer.require(), slug, viewer.requestId());
        return PageResource.see("/islands");
    }

    private IslandPage.Visitor visitor(Viewer viewer, IslandRecord island) {
        UserId user = viewer.require().user();
        return new IslandPage.Visitor(
                messages(viewer),
                user.value(),
                service.role(user, island).orElse(MemberRole.GUEST),
                clock.instant());
    }

    private Page again(String slug, Viewer viewer, AddForm form) {
        return one(slug, viewer, form, Optional.empty());
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return wrong(refused, viewer, Map.of("has-role", "login"));
    }

    private static Wrong wrong(
            LightWebException refused, Viewer viewer, Map<String, String> places) {
        return Wrong.of(refused, viewer, messages(viewer), places);
    }

    private static UserId userId(String value) {
        try {
            return new UserId(value);
        } catch (IllegalArgumentException _) {
            throw noMember();
        }
    }

    private static LightWebException noMember() {
        return LightWebException.notFound("This person is no member here.").because("no-member");
    }

    private static Page page(String title, Consumer<StringOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return new Page(title, IslandSection.ID, output.toString());
    }

    private static Response see(String slug) {
        return PageResource.see("/islands/" + slug);
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(IslandPages.class, viewer.locale());
    }
}
