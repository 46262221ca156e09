// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.web.Resource;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Says in every answer, from everywhere it can know it, which revision gives it. */
@Path("garden")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public final class GardenResource implements Resource {
    private static final String HEADER = "X-Garden";

    private final Database database;
    private final Supplier<String> greeting;
    private final String setting;

    public GardenResource(
            Database database, Supplier<String> greeting, Map<String, Object> settings) {
        this.database = database;
        this.greeting = greeting;
        this.setting = String.valueOf(settings.get("revision"));
    }

    @GET
    public Response now() {
        return answer(readings());
    }

    /**
     * Looks, waits, and looks again; the database last. The waiting is what is tested: a request
     * that is still inside while its feature is updated (issue of hot deployment, 3-second
     * requests).
     */
    @GET
    @Path("slow")
    public Response slow(@QueryParam("millis") long millis) throws InterruptedException {
        List<String> before = readings();
        Thread.sleep(millis);
        long beds = count();
        List<String> all = new java.util.ArrayList<>(before);
        all.addAll(readings());
        return beds < 0 ? Response.serverError().build() : answer(all);
    }

    /** Reads the body to its end, however slowly it comes. */
    @PUT
    @Path("upload")
    public Response upload(InputStream body) throws IOException {
        List<String> before = readings();
        long bytes = 0;
        byte[] buffer = new byte[1024];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
        }
        List<String> all = new java.util.ArrayList<>(before);
        all.addAll(readings());
        return bytes == 0 ? Response.serverError().build() : answer(all);
    }

    /** A row, an entry of the feed and a task, in one transaction. */
    @POST
    @Path("beds")
    public Response plant(@QueryParam("name") String name) {
        database.write(
                tx -> {
                    tx.entities().persist(new Bed(name));
                    tx.publish("garden", name, "{}");
                    tx.enqueue(Revision.task(), name, Revision.OF_CLASS, Instant.EPOCH);
                    return name;
                });
        return Response.status(201).header(HEADER, Revision.OF_CLASS).build();
    }

    @GET
    @Path("beds")
    public Map<String, Long> beds() {
        return Map.of("beds", count());
    }

    @GET
    @Path("trouble")
    public Response trouble(@QueryParam("kind") String kind) {
        Trouble.make(kind);
        return now();
    }

    private long count() {
        return database.read(
                tx ->
                        tx.entities()
                                .createQuery("select count(b) from Bed b", Long.class)
                                .getSingleResult());
    }

    private List<String> readings() {
        return List.of(Revision.OF_CLASS, Revision.ofFile(), greeting.get(), setting);
    }

    private static Response answer(List<String> readings) {
        return Response.ok(readings).header(HEADER, Revision.OF_CLASS).build();
    }
}
