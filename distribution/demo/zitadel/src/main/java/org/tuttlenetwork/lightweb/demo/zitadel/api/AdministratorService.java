// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Membership;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code zitadel.internal_permission.v2.InternalPermissionService}: who administers Zitadel itself.
 *
 * <p>Shapes from zitadel/zitadel, proto/zitadel/internal_permission/v2 (0b910c87).
 */
final class AdministratorService {
    private static final String SERVICE =
            "zitadel.internal_permission.v2.InternalPermissionService/";

    /**
     * A resource that one administers, the beginning of its roles' names, and its members' right.
     */
    private enum Resource {
        INSTANCE("instance", "IAM_", "iam.member."),
        ORGANIZATION("organizationId", "ORG_", "org.member."),
        PROJECT("projectId", "PROJECT_", "project.member.");

        private final String field;
        private final String prefix;
        private final String permission;

        Resource(String field, String prefix, String permission) {
            this.field = field;
            this.prefix = prefix;
            this.permission = permission;
        }

        private boolean has(Membership membership) {
            return membership.name().startsWith(prefix);
        }
    }

    private final Store store;
    private final UserCommands commands;

    AdministratorService(Store store, UserCommands commands) {
        this.store = store;
        this.commands = commands;
    }

    Map<String, ConnectMethod> methods() {
        return Map.of(
                SERVICE + "CreateAdministrator", (c, f) -> write(c, f, true),
                SERVICE + "UpdateAdministrator", (c, f) -> write(c, f, false),
                SERVICE + "ListAdministrators", this::list);
    }

    /** Creating refuses who is there already, updating who is not; both replace all roles. */
    private ObjectNode write(Caller caller, Fields request, boolean creating) {
        String userId = request.requiredText("userId");
        Resource resource = resource(request.object("resource"));
        Set<Membership> roles = roles(resource, request.keys("roles"));
        caller.demand(resource.permission + "write");
        User user =
                store.current()
                        .user(userId)
                        .orElseThrow(
                                () ->
                                        new ApiFailure(
                                                GrpcCode.NOT_FOUND,
                                                "COMMAND-450yxuqrh1",
                                                "Errors.User.NotFound"));
        boolean there = user.memberships().stream().anyMatch(resource::has);
        if (there == creating) {
            throw new ApiFailure(
                    creating ? GrpcCode.ALREADY_EXISTS : GrpcCode.NOT_FOUND,
                    "COMMAND-hakFv",
                    creating ? "Errors.Member.AlreadyExists" : "Errors.Member.NotFound");
        }
        Set<Membership> all = EnumSet.copyOf(roles);
        user.memberships().stream().filter(m -> !resource.has(m)).forEach(all::add);
        commands.setMemberships(caller.id(), userId, all);
        return Json.object().time(creating ? "creationDate" : "changeDate", Instant.now()).build();
    }

    private static Resource resource(Fields request) {
        String field = request.oneOf(List.of("instance", "organizationId", "projectId"));
        Resource resource =
                List.of(Resource.values()).stream()
                        .filter(one -> one.field.equals(field))
                        .findFirst()
                        .orElseThrow();
        boolean known =
                switch (resource) {
                    case INSTANCE -> request.flag(field);
                    case ORGANIZATION -> request.requiredText(field).equals(DemoIds.ORGANIZATION);
                    case PROJECT -> request.requiredText(field).equals(DemoIds.PROJECT);
                };
        if (!known) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION, "COMMAND-PNv7a", "Errors.Resource.NotFound");
        }
        return resource;
    }

    private static Set<Membership> roles(Resource resource, List<String> names) {
        Set<Membership> roles = EnumSet.noneOf(Membership.class);
        for (Membership membership : Membership.values()) {
            if (resource.has(membership) && names.contains(membership.name())) {
                roles.add(membership);
            }
        }
        if (roles.isEmpty() || roles.size() < names.size()) {
            throw ApiFailure.invalid("Errors.Member.RolesInvalid");
        }
        return roles;
    }

    private ObjectNode list(Caller caller, Fields request) {
        Page.read(request.object("pagination"));
        List<String> ids = new ArrayList<>();
        for (Fields filter : request.objects("filters")) {
            filter.oneOf(List.of("inUserIdsFilter"));
            ids.addAll(filter.object("inUserIdsFilter").texts("ids"));
        }
        List<ObjectNode> found = new ArrayList<>();
        for (User user : store.projected().users().values()) {
            if (ids.isEmpty() || ids.contains(user.id())) {
                for (Resource resource : Resource.values()) {
                    rendered(caller, user, resource, found);
                }
            }
        }
        return Json.object().objects("administrators", found).build();
    }

    /** Without the permission the list is shorter, but of one's own roles. */
    private static void rendered(
            Caller caller, User user, Resource resource, List<ObjectNode> into) {
        List<String> roles =
                user.memberships().stream().filter(resource::has).map(Enum::name).sorted().toList();
        boolean visible = caller.id().equals(user.id()) || caller.may(resource.permission + "read");
        if (roles.isEmpty() || !visible) {
            return;
        }
        Json json = Json.object().put("user", Json.object().text("id", user.id()));
        switch (resource) {
            case INSTANCE -> json.flag("instance", true);
            case ORGANIZATION ->
                    json.put("organization", Json.object().text("id", DemoIds.ORGANIZATION));
            case PROJECT -> json.put("project", Json.object().text("id", DemoIds.PROJECT));
        }
        into.add(json.texts("roles", roles).build());
    }
}
