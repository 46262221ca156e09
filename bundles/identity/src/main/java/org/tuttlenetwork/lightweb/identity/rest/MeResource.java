// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.web.Resource;

import java.util.List;

/** Oneself. */
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
@Component(service = Resource.class)
public final class MeResource implements Resource {
    private final Directory directory;

    @Activate
    public MeResource(@Reference Directory directory) {
        this.directory = directory;
    }

    /** Who is calling, by the local view. */
    @GET
    public Me me(@Context SecurityContext security) {
        Caller caller = Caller.of(security);
        String name = directory.person(caller.user()).map(Person::displayName).orElse("");
        return new Me(
                caller.user().value(),
                name,
                caller.roles().stream().map(RoleKey::value).sorted().toList());
    }

    /**
     * The caller.
     *
     * @param id Zitadel's user id
     * @param name as they call themselves
     * @param roles effective role keys, sorted
     */
    public record Me(String id, String name, List<String> roles) {}
}
