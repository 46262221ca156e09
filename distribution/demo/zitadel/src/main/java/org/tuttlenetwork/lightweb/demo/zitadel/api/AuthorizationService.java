// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Directory;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Grant;
import org.tuttlenetwork.lightweb.demo.zitadel.store.GrantCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Organizations;
import org.tuttlenetwork.lightweb.demo.zitadel.store.ProjectRole;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code zitadel.authorization.v2.AuthorizationService} (contract §1.1). */
final class AuthorizationService {
    private static final String SERVICE = "zitadel.authorization.v2.AuthorizationService/";
    private static final String COLUMN = "AUTHORIZATION_FIELD_NAME_";
    private static final Map<String, Comparator<Grant>> ORDERS =
            Map.of(
                    "CREATED_DATE", Comparator.comparing(grant -> grant.stamp().created()),
                    "CHANGED_DATE", Comparator.comparing(grant -> grant.stamp().changed()),
                    "ID", Comparator.comparing(Grant::id),
                    "USER_ID", Comparator.comparing(Grant::userId),
                    "PROJECT_ID", Comparator.comparing(_ -> DemoIds.PROJECT),
                    "ORGANIZATION_ID", Comparator.comparing(Grant::organizationId),
                    "USER_ORGANIZATION_ID", Comparator.comparing(_ -> DemoIds.ORGANIZATION));
    private static final List<String> COLUMNS =
            List.of(
                    COLUMN + "UNSPECIFIED",
                    COLUMN + "CREATED_DATE",
                    COLUMN + "CHANGED_DATE",
                    COLUMN + "ID",
                    COLUMN + "USER_ID",
                    COLUMN + "PROJECT_ID",
                    COLUMN + "ORGANIZATION_ID",
                    COLUMN + "USER_ORGANIZATION_ID");

    private final Store store;
    private final GrantCommands commands;

    AuthorizationService(Store store, GrantCommands commands) {
        this.store = store;
        this.commands = commands;
    }

    Map<String, ConnectMethod> methods() {
        return Map.of(
                SERVICE + "CreateAuthorization", this::create,
                SERVICE + "UpdateAuthorization", this::update,
                SERVICE + "DeleteAuthorization", this::delete,
                SERVICE + "ActivateAuthorization", (c, f) -> setActive(c, f, true),
                SERVICE + "DeactivateAuthorization", (c, f) -> setActive(c, f, false),
                SERVICE + "ListAuthorizations", this::list);
    }

    private ObjectNode create(Caller caller, Fields request) {
        String userId = request.requiredText("userId");
        String projectId = request.requiredText("projectId");
        String organizationId = request.requiredText("organizationId");
        List<String> roleKeys = request.keys("roleKeys");
        caller.demand("user.grant.write");
        if (!projectId.equals(DemoIds.PROJECT)) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION, "COMMAND-3n77S", "Errors.Project.NotFound");
        }
        Grant grant = commands.create(caller.id(), userId, organizationId, roleKeys);
        return Json.object()
                .text("id", grant.id())
                .time("creationDate", grant.stamp().created())
                .build();
    }

    private ObjectNode update(Caller caller, Fields request) {
        String id = request.requiredText("id");
        List<String> roleKeys = request.keys("roleKeys");
        caller.demand("user.grant.write");
        Grant grant = commands.update(caller.id(), id, roleKeys);
        return Json.object().time("changeDate", grant.stamp().changed()).build();
    }

    private ObjectNode delete(Caller caller, Fields request) {
        String id = request.requiredText("id");
        caller.demand("user.grant.delete");
        return commands.delete(caller.id(), id)
                .map(event -> Json.object().time("deletionDate", event.creationDate()).build())
                .orElseGet(() -> Json.object().build());
    }

    private ObjectNode setActive(Caller caller, Fields request, boolean active) {
        String id = request.requiredText("id");
        caller.demand("user.grant.write");
        Grant grant = commands.setActive(caller.id(), id, active);
        return Json.object().time("changeDate", grant.stamp().changed()).build();
    }

    private ObjectNode list(Caller caller, Fields request) {
        Page page = Page.read(request.object("pagination"));
        String column = request.choice("sortingColumn", COLUMNS).substring(COLUMN.length());
        Comparator<Grant> order =
                Optional.ofNullable(ORDERS.get(column))
                        .orElse(Comparator.comparing(grant -> grant.stamp().created()));
        Directory directory = store.projected();
        List<AuthorizationFilter> filters =
                request.objects("filters").stream().map(AuthorizationFilter::new).toList();
        List<Row> matching =
                directory.grants().values().stream()
                        .flatMap(
                                grant ->
                                        directory.user(grant.userId()).stream()
                                                .map(user -> new Row(grant, user)))
                        .filter(
                                row ->
                                        filters.stream()
                                                .allMatch(f -> f.test(row.grant(), row.user())))
                        .filter(row -> isVisible(caller, row))
                        .toList();
        Comparator<Row> rows =
                Comparator.comparing(Row::grant, order).thenComparing(row -> row.grant().id());
        List<ObjectNode> authorizations =
                page.cut(matching, rows).stream().map(row -> render(row, directory)).toList();
        return Json.object()
                .put("pagination", page.pagination(matching.size()))
                .objects("authorizations", authorizations)
                .build();
    }

    private record Row(Grant grant, User user) {}

    /** Without the permission a list is silently shorter: only the caller's own. */
    private static boolean isVisible(Caller caller, Row row) {
        return caller.may("user.grant.read") || row.user().id().equals(caller.id());
    }

    private static ObjectNode render(Row row, Directory directory) {
        Grant grant = row.grant();
        User user = row.user();
        Json project =
                Json.object()
                        .text("id", DemoIds.PROJECT)
                        .text("name", ProjectService.NAME)
                        .text("organizationId", DemoIds.ORGANIZATION);
        Json organization =
                Json.object()
                        .text("id", grant.organizationId())
                        .text("name", Organizations.name(grant.organizationId()));
        Json who =
                Json.object()
                        .text("id", user.id())
                        .text("preferredLoginName", user.loginName())
                        .text("displayName", user.displayName())
                        .text("organizationId", DemoIds.ORGANIZATION);
        return Json.object()
                .text("id", grant.id())
                .time("creationDate", grant.stamp().created())
                .time("changeDate", grant.stamp().changed())
                .put("project", project)
                .put("organization", organization)
                .put("user", who)
                .text("state", AuthorizationFilter.state(grant))
                .objects(
                        "roles",
                        grant.roleKeys().stream().map(key -> role(key, directory)).toList())
                .build();
    }

    private static ObjectNode role(String key, Directory directory) {
        Optional<ProjectRole> role = directory.role(key);
        return Json.object()
                .text("key", key)
                .text("displayName", role.map(ProjectRole::displayName).orElse(""))
                .text("group", role.map(ProjectRole::group).orElse(""))
                .build();
    }
}
