// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.Lack;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.Pending;
import org.tuttlenetwork.lightweb.islands.Slug;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.Agreement;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.IslandPatch;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.IslandView;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.NewIsland;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.Rules;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Islands: make, list, change, agree to, dissolve. */
@Component(service = Resource.class)
@Path("islands")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IslandResource implements Resource {
    private final IslandService service;
    private final RuleService rules;
    private final UnderWay underWay;

    @Activate
    public IslandResource(
            @Reference IslandService service,
            @Reference RuleService rules,
            @Reference Operations operations) {
        this.service = service;
        this.rules = rules;
        this.underWay = new UnderWay(operations);
    }

    @GET
    public ItemPage<IslandView> mine(
            @Context SecurityContext security,
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Caller caller = Caller.of(security);
        requireLimit(limit);
        List<IslandRecord> found =
                all
                        ? service.all(caller, after, limit + 1)
                        : service.mine(caller.user()).stream()
                                .sorted(
                                        java.util.Comparator.comparing(
                                                island -> island.slug().value()))
                                .filter(island -> island.slug().value().compareTo(after) > 0)
                                .limit(limit + 1L)
                                .toList();
        List<IslandView> views = views(caller, found.stream().limit(limit).toList());
        return new ItemPage<>(views, found.size() > limit ? views.getLast().slug() : null);
    }

    @POST
    public Response create(
            NewIsland body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(security);
        Rules rules = body.members() == null ? new Rules(null, null) : body.members();
        Pending pending =
                service.create(
                        caller,
                        new Slug(required("slug", body.slug())),
                        required("name", body.name()),
                        rules.toDomain(),
                        RequestIds.of(request));
        boolean done = underWay.isDone(pending.operation());
        IslandRecord island = pending.island();
        IslandView view =
                IslandView.of(
                        island,
                        Optional.empty(),
                        MemberRole.OWNER,
                        service.meshState(island).state().name(),
                        done ? null : UnderWay.path(pending.operation()));
        return Response.status(done ? 201 : 202)
                .location(URI.create("/api/v1/islands/" + island.slug()))
                .entity(view)
                .build();
    }

    @GET
    @Path("{slug}")
    public IslandView one(@PathParam("slug") String slug, @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return views(caller, List.of(service.visible(caller, slug))).getFirst();
    }

    @DELETE
    @Path("{slug}")
    public Response dissolve(
            @PathParam("slug") String slug,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return underWay.answer(service.dissolve(Caller.of(security), slug, RequestIds.of(request)));
    }

    /** Another name or other rules; more holds between those who agree to it. */
    @PATCH
    @Path("{slug}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public IslandView change(
            @PathParam("slug") String slug,
            IslandPatch body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(security);
        Optional<MemberRules> wanted = body.rules();
        return view(
                caller,
                rules.change(
                        caller,
                        slug,
                        Optional.ofNullable(body.name()),
                        wanted,
                        RequestIds.of(request)));
    }

    /** Agrees to the rules as they were shown. */
    @PUT
    @Path("{slug}/agreement")
    public IslandView agree(
            @PathParam("slug") String slug,
            Agreement body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(security);
        String agreed = required("agreement", body.agreement());
        return view(caller, rules.agree(caller, slug, agreed, RequestIds.of(request)));
    }

    /** With what they lack, where the caller is who can do something about it. */
    private List<IslandView> views(Caller caller, List<IslandRecord> islands) {
        if (!caller.isAdministrator()) {
            return islands.stream().map(island -> view(caller, island)).toList();
        }
        Map<UUID, Lack> lacks = service.lacks(caller, islands);
        return islands.stream()
                .map(
                        island ->
                                view(caller, island)
                                        .lacking(Optional.ofNullable(lacks.get(island.id()))))
                .toList();
    }

    private IslandView view(Caller caller, IslandRecord island) {
        return IslandView.of(
                island,
                rules.less(caller.user(), island),
                service.role(caller.user(), island).orElse(null),
                service.meshState(island).state().name(),
                null);
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw LightWebException.invalid(field, "is required");
        }
        return value;
    }

    static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw LightWebException.invalid(field, "is required");
        }
        return value;
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > 200) {
            throw LightWebException.invalid("limit", "1 to 200");
        }
    }
}
