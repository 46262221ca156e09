// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Answers;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Resources as features write them. */
public final class Samples {
    private Samples() {}

    public enum Colour {
        RED,
        GREEN
    }

    @Summary("A thing.")
    public record Thing(
            @Summary("What it is called.") String name,
            int count,
            @Nullable Colour colour,
            Optional<String> note,
            @Nullable Instant at,
            List<String> parts) {
        public Thing {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("a name is needed");
            }
            parts = parts == null ? List.of() : List.copyOf(parts);
        }
    }

    public sealed interface Shape {}

    public record Circle(double radius) implements Shape {}

    public record Square(double side) implements Shape {}

    @Path("/things")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    public static class Things implements Resource {
        @GET
        @Summary("All things")
        public ItemPage<Thing> list(@QueryParam("limit") @DefaultValue("10") int limit) {
            return new ItemPage<>(
                    List.of(
                            new Thing(
                                    "limit " + limit,
                                    1,
                                    Colour.RED,
                                    Optional.empty(),
                                    Instant.EPOCH,
                                    List.of())),
                    null);
        }

        @POST
        @Answers(status = 201, value = Thing.class)
        public Response create(Thing thing) {
            return Response.status(201).entity(thing).build();
        }

        @GET
        @Path("{id}/shape")
        @PermitAll
        public Shape shape(@PathParam("id") int id) {
            return new Circle(id);
        }

        @GET
        @Path("me")
        @Produces(MediaType.TEXT_PLAIN)
        public String me(@Context SecurityContext context) {
            return Caller.of(context).getName();
        }

        @GET
        @Path("secret")
        @RolesAllowed("lightweb:admin")
        public List<String> secret() {
            return List.of("secret");
        }

        @GET
        @Path("large")
        @PermitAll
        public List<String> large() {
            return java.util.Collections.nCopies(10_000, "the same again");
        }

        @GET
        @Path("huge")
        @PermitAll
        @Produces(MediaType.TEXT_PLAIN)
        public String huge() {
            return "x".repeat(3 << 20);
        }

        @GET
        @Path("bug")
        @PermitAll
        public Thing bug() {
            throw new IllegalStateException("a secret of the implementation");
        }

        @GET
        @Path("unwritable")
        @PermitAll
        public Object unwritable() {
            return new Object();
        }

        @GET
        @Path("bare/{status}")
        @PermitAll
        public Response bare(@PathParam("status") int status) {
            return Response.status(status).build();
        }

        @GET
        @Path("problem/{type}")
        @PermitAll
        public Thing problem(@PathParam("type") ProblemType type) {
            throw new LightWebException(type, "on purpose");
        }
    }

    /** Holds its requests until it is told. */
    @Path("/slow")
    public static class Slow implements Resource {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);

        @GET
        @PermitAll
        public String slow() throws InterruptedException {
            inside.countDown();
            mayEnd.await();
            return "done";
        }
    }

    @Path("/simple")
    public static class Simple implements Resource {
        private final String text;

        Simple(String text) {
            this.text = text;
        }

        @GET
        @PermitAll
        public String get() {
            return text;
        }
    }

    /** Two methods that Jersey cannot tell apart. */
    @Path("/simple")
    public static class Ambiguous implements Resource {
        @GET
        @PermitAll
        public String one() {
            return "one";
        }

        @GET
        @PermitAll
        public String two() {
            return "two";
        }
    }

    @Path("/")
    @Produces(MediaType.TEXT_HTML)
    public static class Pages implements Resource {
        @Override
        public Surface surface() {
            return Surface.PAGES;
        }

        @GET
        public Page home(@Context Viewer viewer) {
            return new Page("Home", "home", viewer.displayName() + " " + viewer.locale());
        }

        @GET
        @Path("open")
        @PermitAll
        public Page open(@Context Viewer viewer) {
            return new Page("Open", "open", viewer.caller().isPresent() ? "known" : "nobody");
        }

        @POST
        @Path("open")
        @PermitAll
        public Page send() {
            return new Page("Sent", "open", "sent");
        }

        @GET
        @Path("refused")
        public Page refused() {
            throw LightWebException.forbidden("Not for you.").because("not-for-you");
        }
    }
}
