// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.SignedLists;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.devices.Device;
import org.tuttlenetwork.lightweb.devices.DeviceName;
import org.tuttlenetwork.lightweb.devices.DeviceService;
import org.tuttlenetwork.lightweb.devices.DeviceService.Placed;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.ConfigRequest;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.Configured;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.DeviceView;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.Format;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.NewDevice;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.NodeView;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.Renamed;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.SignedNode;
import org.tuttlenetwork.lightweb.devices.rest.DeviceBodies.WishBody;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A user's exit devices. Another user's path answers 404, as one that is not there. */
@Component(service = Resource.class)
@Path("users/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeviceResource implements Resource {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final DeviceService service;
    private final Nodes nodes;
    private final SignedLists lists;

    @Activate
    public DeviceResource(
            @Reference DeviceService service,
            @Reference Nodes nodes,
            @Reference SignedLists lists) {
        this.service = service;
        this.nodes = nodes;
        this.lists = lists;
    }

    @POST
    @Path("config")
    public Response configure(
            @PathParam("id") String id, ConfigRequest body, @Context SecurityContext security) {
        UserId user = self(id, security);
        Nodes.Wish wish = wish(body.wish());
        Placed placed = placed(user, body, wish);
        boolean effective = service.isApplied(placed, PATIENCE);
        boolean text = body.format() != Format.JSON;
        Configured configured =
                new Configured(
                        placed.device().id(),
                        DeviceView.cidrs(placed.device()),
                        effective,
                        placed.version(),
                        text ? service.file(placed) : null,
                        new NodeView(
                                placed.node().id(),
                                placed.node().jurisdiction(),
                                placed.node().publicKey(),
                                placed.node().endpoints(),
                                nodes.dns()),
                        signed(wish, placed));
        return Response.status(effective ? 201 : 202).entity(configured).build();
    }

    private @Nullable SignedNode signed(Nodes.Wish wish, Placed placed) {
        return wish.pool()
                .or(() -> placed.node().pools().stream().min(Comparator.naturalOrder()))
                .flatMap(pool -> lists.nodes(pool).map(list -> new SignedNode(pool, list)))
                .orElse(null);
    }

    private Placed placed(UserId user, ConfigRequest body, Nodes.Wish wish) {
        if (body.deviceId() != null && body.device() == null) {
            return service.configure(user, body.deviceId(), wish);
        }
        NewDevice device = body.device();
        if (device == null || body.deviceId() != null) {
            throw LightWebException.invalid("device", "either device or deviceId");
        }
        return service.configure(
                user,
                new DeviceName(required("device.name", device.name())),
                key(required("device.publicKey", device.publicKey())),
                wish);
    }

    /** By id, so that a page goes on where the one before ended, whatever was renamed between. */
    @GET
    @Path("devices")
    public ItemPage<DeviceView> devices(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context SecurityContext security) {
        if (limit < 1 || limit > 200) {
            throw LightWebException.invalid("limit", "1 to 200");
        }
        List<DeviceView> rest =
                service.of(self(id, security)).stream()
                        .map(this::view)
                        .sorted(Comparator.comparing(device -> device.id().toString()))
                        .filter(device -> device.id().toString().compareTo(after) > 0)
                        .toList();
        List<DeviceView> page = rest.subList(0, Math.min(limit, rest.size()));
        return new ItemPage<>(page, rest.size() > limit ? page.getLast().id().toString() : null);
    }

    /** Renames a device (merge-patch, RFC 7396). */
    @PATCH
    @Path("devices/{device}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public DeviceView rename(
            @PathParam("id") String id,
            @PathParam("device") UUID device,
            Renamed body,
            @Context SecurityContext security) {
        DeviceName name = DeviceName.renamed(required("name", body.name()));
        return view(service.rename(self(id, security), device, name));
    }

    private DeviceView view(Device device) {
        return DeviceView.of(device, service.standing(device));
    }

    @DELETE
    @Path("devices/{device}")
    public void remove(
            @PathParam("id") String id,
            @PathParam("device") UUID device,
            @Context SecurityContext security) {
        service.remove(self(id, security), device);
    }

    private static UserId self(String id, SecurityContext security) {
        Caller caller = Caller.of(security);
        if (!caller.user().value().equals(id) && !caller.isAdministrator()) {
            throw LightWebException.notFound("There is no such user.");
        }
        return caller.isAdministrator() ? userId(id) : caller.user();
    }

    private static UserId userId(String id) {
        try {
            return new UserId(id);
        } catch (IllegalArgumentException e) {
            throw new LightWebException(ProblemType.NOT_FOUND, "There is no such user.", e);
        }
    }

    private static Nodes.Wish wish(@Nullable WishBody wish) {
        if (wish == null) {
            return new Nodes.Wish(Optional.empty(), Optional.empty(), Optional.empty());
        }
        if (wish.hops() != null && wish.hops() != 1) {
            throw LightWebException.invalid("wish.hops", "1: more than one hop is not offered yet");
        }
        if (Boolean.TRUE.equals(wish.stealth())) {
            throw LightWebException.invalid("wish.stealth", "false: stealth is not offered yet");
        }
        Optional<PoolId> pool =
                Optional.ofNullable(wish.pool())
                        .map(
                                name ->
                                        PoolId.of(name)
                                                .orElseThrow(
                                                        () ->
                                                                LightWebException.invalid(
                                                                        "wish.pool",
                                                                        "one of "
                                                                                + List.of(
                                                                                        PoolId
                                                                                                .values()))));
        if (wish.node() != null && Boolean.TRUE.equals(wish.quick())) {
            throw LightWebException.invalid("wish.quick", "not together with wish.node");
        }
        String country = wish.country();
        if (country != null && !country.matches("[A-Z]{2}")) {
            throw LightWebException.invalid("wish.country", "ISO 3166-1 alpha-2, upper case");
        }
        return new Nodes.Wish(pool, Optional.ofNullable(country), Optional.ofNullable(wish.node()));
    }

    private static WireguardKey key(String value) {
        try {
            return new WireguardKey(value);
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage());
            throw new LightWebException(
                    ProblemType.INVALID,
                    "device.publicKey: " + rule + ". Nothing was changed.",
                    List.of(new FieldProblem("device.publicKey", rule)),
                    e);
        }
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw LightWebException.invalid(field, "is required");
        }
        return value;
    }
}
