// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.catalog.Catalog;
import org.tuttlenetwork.lightweb.catalog.Instance;
import org.tuttlenetwork.lightweb.catalog.ServiceType;
import org.tuttlenetwork.lightweb.catalog.rest.ServiceBodies.InstanceView;
import org.tuttlenetwork.lightweb.catalog.rest.ServiceBodies.NewInstance;
import org.tuttlenetwork.lightweb.catalog.rest.ServiceBodies.ServiceView;
import org.tuttlenetwork.lightweb.catalog.rest.ServiceBodies.TypeView;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Discovery for everybody, placement for administrators. */
@Component(service = Resource.class)
@Path("services")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ServiceResource implements Resource {
    private final Catalog catalog;

    @Activate
    public ServiceResource(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    /** What the caller may reach: all of it, since a list that clients keep is no use in parts. */
    @GET
    public ItemPage<ServiceView> mine(@Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return new ItemPage<>(
                catalog.offers(caller.user()).stream().map(ServiceView::of).toList(), null);
    }

    @GET
    @Path("types")
    public ItemPage<TypeView> types() {
        return new ItemPage<>(catalog.types().stream().map(TypeView::of).toList(), null);
    }

    @GET
    @Path("instances")
    public ItemPage<InstanceView> instances(
            @Context SecurityContext security,
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > 200) {
            throw LightWebException.invalid("limit", "1 to 200");
        }
        List<Instance> found =
                catalog.page(Caller.of(security), Optional.ofNullable(after), limit + 1);
        List<InstanceView> page = found.stream().limit(limit).map(InstanceView::of).toList();
        return new ItemPage<>(page, found.size() > limit ? page.getLast().id().toString() : null);
    }

    @POST
    @Path("instances")
    public Response place(NewInstance body, @Context SecurityContext security) {
        String type = required("type", body.type());
        String title = body.title() == null ? englishName(type) : body.title();
        Instance placed =
                catalog.place(
                        Caller.of(security),
                        new Catalog.Order(
                                type,
                                required("name", body.name()),
                                title,
                                required("peer", body.peer()),
                                Optional.ofNullable(body.island())));
        return Response.created(URI.create("/api/v1/services/instances/" + placed.id()))
                .entity(InstanceView.of(placed))
                .build();
    }

    @DELETE
    @Path("instances/{id}")
    public void remove(@PathParam("id") UUID id, @Context SecurityContext security) {
        catalog.remove(Caller.of(security), id);
    }

    private String englishName(String type) {
        return catalog.types().stream()
                .filter(other -> other.id().equals(type))
                .findFirst()
                .map(found -> ServiceType.in("en", found.name()))
                .orElse(type);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw LightWebException.invalid(field, "is required");
        }
        return value;
    }
}
