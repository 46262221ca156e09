// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A role of the service user in Zitadel itself, beside those that it has. */
final class MembershipStep implements Step {
    private static final String SERVICE = "internal_permission.v2.InternalPermissionService/";

    private final Zitadel zitadel;
    private final Known known;
    private final String role;
    private final Resource resource;

    /**
     * Where the role counts.
     *
     * @param answered the field of an administrator's entry: instance, organization or project
     * @param asked the resource in requests, once it is known
     */
    record Resource(String answered, Supplier<ObjectNode> asked) {}

    MembershipStep(Zitadel zitadel, Known known, String role, Resource resource) {
        this.zitadel = zitadel;
        this.known = known;
        this.role = role;
        this.resource = resource;
    }

    static MembershipStep ofInstance(Zitadel zitadel, Known known) {
        return new MembershipStep(
                zitadel,
                known,
                "IAM_OWNER_VIEWER",
                new Resource("instance", () -> Json.object().put("instance", true)));
    }

    static MembershipStep ofOrganization(Zitadel zitadel, Known known, String id) {
        return new MembershipStep(
                zitadel,
                known,
                "ORG_OWNER_VIEWER",
                new Resource("organization", () -> Json.object().put("organizationId", id)));
    }

    static MembershipStep ofProject(Zitadel zitadel, Known known) {
        return new MembershipStep(
                zitadel,
                known,
                "PROJECT_OWNER",
                new Resource(
                        "project",
                        () -> Json.object().put("projectId", known.get(Known.Id.PROJECT))));
    }

    @Override
    public String name() {
        return "Zitadel: the service user is " + role;
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        return known.find(Known.Id.SERVICE_USER).isPresent()
                && known.find(Known.Id.PROJECT).isPresent()
                && roles().contains(role);
    }

    /** Those that it has on the resource. */
    private Set<String> roles() throws ServerFailure, InterruptedException {
        ObjectNode request = Json.object();
        request.putArray("filters")
                .addObject()
                .putObject("inUserIdsFilter")
                .putArray("ids")
                .add(known.get(Known.Id.SERVICE_USER));
        Set<String> roles = new TreeSet<>();
        for (JsonNode entry :
                Json.list(
                        zitadel.connect(SERVICE + "ListAdministrators", request)
                                .path("administrators"))) {
            if (isOfResource(entry)) {
                roles.addAll(Json.texts(entry.path("roles")));
            }
        }
        return roles;
    }

    private boolean isOfResource(JsonNode entry) {
        JsonNode there = entry.path(resource.answered());
        if (there.isBoolean()) {
            return there.asBoolean();
        }
        String id = there.path("id").asText("");
        return !id.isEmpty()
                && resource.asked().get().properties().stream()
                        .anyMatch(asked -> asked.getValue().asText().equals(id));
    }

    /** An update replaces all roles, so those that are there go with it. */
    @Override
    public void make() throws ServerFailure, InterruptedException {
        Set<String> roles = roles();
        boolean isNew = roles.isEmpty();
        if (!roles.add(role)) {
            return;
        }
        ObjectNode request = Json.object().put("userId", known.get(Known.Id.SERVICE_USER));
        request.set("resource", resource.asked().get());
        roles.forEach(request.putArray("roles")::add);
        zitadel.connect(SERVICE + (isNew ? "CreateAdministrator" : "UpdateAdministrator"), request);
    }
}
