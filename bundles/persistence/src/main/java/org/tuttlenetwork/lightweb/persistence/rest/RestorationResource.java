// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.persistence.restored.HeldRestore;
import org.tuttlenetwork.lightweb.persistence.restored.PostgresRestoreBrake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The brake of a restored, older state: what it holds, and letting go of it. */
@Component(service = Resource.class)
@Path("restoration")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class RestorationResource implements Resource {
    private final PostgresRestoreBrake brake;

    @Activate
    public RestorationResource(@Reference PostgresRestoreBrake brake) {
        this.brake = brake;
    }

    /** What is held back since the database was restored; 404 where nothing is. */
    @GET
    public HeldView now() {
        return brake.show()
                .map(HeldView::of)
                .orElseThrow(() -> LightWebException.notFound("No restore is held."));
    }

    /** Lets it go: exactly what was seen or, where it is not so any more, nothing (409). */
    @POST
    @Path("release")
    @Consumes(MediaType.APPLICATION_JSON)
    public void release(Seen seen, @Context SecurityContext security) {
        String text = seen.seen();
        if (text == null || text.isBlank()) {
            throw LightWebException.invalid("seen", "what the list of what is held says as seen");
        }
        brake.release(Caller.of(security).user().value(), text, Clock.systemUTC().instant());
    }

    /**
     * What an administrator has seen.
     *
     * @param seen as shown
     */
    public record Seen(@Nullable String seen) {}

    /**
     * A restore that is held.
     *
     * @param restoredAt when it was restored
     * @param madeAt when the backup was made
     * @param parts what is held back, by feature
     * @param seen to be given back to release exactly this
     */
    public record HeldView(Instant restoredAt, Instant madeAt, List<PartView> parts, String seen) {
        static HeldView of(HeldRestore held) {
            return new HeldView(
                    held.restoration().restoredAt(),
                    held.restoration().madeAt(),
                    held.parts().stream()
                            .map(part -> new PartView(part.name(), part.reported(), part.held()))
                            .toList(),
                    held.seen());
        }
    }

    /**
     * What one feature holds back.
     *
     * @param reported whether it has looked yet: before all have, nothing can be released
     */
    public record PartView(String name, boolean reported, List<String> held) {}
}
