// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Event;
import org.tuttlenetwork.lightweb.demo.zitadel.store.ProjectRole;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Projects;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Projects.Project;
import org.tuttlenetwork.lightweb.demo.zitadel.store.RoleCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code zitadel.project.v2.ProjectService}: the project and its roles (contract §1.2). */
public final class ProjectService {
    /** The demo's project's name. */
    public static final String NAME = "islands";

    private static final String SERVICE = "zitadel.project.v2.ProjectService/";
    private static final String METHOD = "TEXT_FILTER_METHOD_";
    private static final String COLUMN = "PROJECT_ROLE_FIELD_NAME_";
    private static final List<String> COLUMNS =
            List.of(
                    COLUMN + "UNSPECIFIED",
                    COLUMN + "KEY",
                    COLUMN + "CREATION_DATE",
                    COLUMN + "CHANGE_DATE");

    private final Store store;
    private final RoleCommands commands;
    private final Projects projects;

    ProjectService(Store store, RoleCommands commands, Projects projects) {
        this.store = store;
        this.commands = commands;
        this.projects = projects;
    }

    Map<String, ConnectMethod> methods() {
        return Map.of(
                SERVICE + "CreateProject", this::create,
                SERVICE + "ListProjects", this::projects,
                SERVICE + "GetProject", this::get,
                SERVICE + "AddProjectRole", this::add,
                SERVICE + "UpdateProjectRole", this::update,
                SERVICE + "RemoveProjectRole", this::remove,
                SERVICE + "ListProjectRoles", this::list);
    }

    private ObjectNode create(Caller caller, Fields request) {
        String organization = request.requiredText("organizationId");
        String name = request.requiredText("name");
        caller.demand("project.create");
        if (!organization.equals(DemoIds.ORGANIZATION)) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION, "COMMAND-fds1", "Errors.Org.NotFound");
        }
        Instant now = Instant.now();
        projects.create(new Project(name, request.flag("projectRoleAssertion"), now));
        return Json.object().text("projectId", DemoIds.PROJECT).time("creationDate", now).build();
    }

    private ObjectNode projects(Caller caller, Fields request) {
        Page page = Page.read(request.object("pagination"));
        List<Fields> filters = request.objects("filters");
        filters.forEach(
                filter -> filter.oneOf(List.of("projectNameFilter", "organizationIdFilter")));
        List<ObjectNode> found =
                projects.current().stream()
                        .filter(_ -> caller.may("project.read"))
                        .filter(project -> filters.stream().allMatch(f -> matches(f, project)))
                        .map(project -> render(project).build())
                        .toList();
        return Json.object()
                .put("pagination", page.pagination(found.size()))
                .objects("projects", found)
                .build();
    }

    private static boolean matches(Fields filter, Project project) {
        if (filter.has("projectNameFilter")) {
            return TextMethod.matches(
                    filter.object("projectNameFilter"), METHOD, "projectName", project.name());
        }
        return filter.object("organizationIdFilter")
                .requiredText("organizationId")
                .equals(DemoIds.ORGANIZATION);
    }

    private ObjectNode get(Caller caller, Fields request) {
        String id = request.requiredText("projectId");
        Project project =
                projects.current()
                        .filter(_ -> id.equals(DemoIds.PROJECT))
                        .orElseThrow(
                                () ->
                                        new ApiFailure(
                                                GrpcCode.NOT_FOUND,
                                                "QUERY-fk2fs",
                                                "Errors.Project.NotFound"));
        caller.demand("project.read");
        return Json.object().put("project", render(project)).build();
    }

    private static Json render(Project project) {
        return Json.object()
                .text("projectId", DemoIds.PROJECT)
                .text("organizationId", DemoIds.ORGANIZATION)
                .time("creationDate", project.created())
                .time("changeDate", project.created())
                .text("name", project.name())
                .text("state", "PROJECT_STATE_ACTIVE")
                .flag("projectRoleAssertion", project.roleAssertion());
    }

    private ObjectNode add(Caller caller, Fields request) {
        String projectId = request.requiredText("projectId");
        String key = request.requiredText("roleKey");
        String displayName = request.requiredText("displayName");
        String group = request.shortText("group").orElse("");
        demand(caller, projectId, "project.role.write");
        ProjectRole role = commands.add(caller.id(), key, displayName, group);
        return Json.object().time("creationDate", role.stamp().created()).build();
    }

    private ObjectNode update(Caller caller, Fields request) {
        String projectId = request.requiredText("projectId");
        String key = request.requiredText("roleKey");
        Optional<String> displayName =
                request.has("displayName")
                        ? Optional.of(request.requiredText("displayName"))
                        : Optional.empty();
        Optional<String> group = request.shortText("group");
        demand(caller, projectId, "project.role.write");
        ProjectRole role = commands.update(caller.id(), key, displayName, group);
        return Json.object().time("changeDate", role.stamp().changed()).build();
    }

    private ObjectNode remove(Caller caller, Fields request) {
        String projectId = request.requiredText("projectId");
        String key = request.requiredText("roleKey");
        demand(caller, projectId, "project.role.delete");
        return commands.remove(caller.id(), key)
                .map(Event::creationDate)
                .map(date -> Json.object().time("removalDate", date).build())
                .orElseGet(() -> Json.object().build());
    }

    private void demand(Caller caller, String projectId, String permission) {
        caller.demand(permission);
        if (projects.current().isEmpty() || !projectId.equals(DemoIds.PROJECT)) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION, "COMMAND-EbFMN", "Errors.Project.NotFound");
        }
    }

    private ObjectNode list(Caller caller, Fields request) {
        String projectId = request.requiredText("projectId");
        Page page = Page.read(request.object("pagination"));
        String column = request.choice("sortingColumn", COLUMNS).substring(COLUMN.length());
        List<Fields> filters = request.objects("filters");
        filters.forEach(filter -> filter.oneOf(List.of("roleKeyFilter", "displayNameFilter")));
        boolean visible = caller.may("project.role.read") && projectId.equals(DemoIds.PROJECT);
        List<ProjectRole> matching =
                store.projected().roles().values().stream()
                        .filter(_ -> visible)
                        .filter(role -> filters.stream().allMatch(f -> matches(f, role)))
                        .toList();
        Comparator<ProjectRole> order =
                switch (column) {
                    case "KEY" -> Comparator.comparing(ProjectRole::key);
                    case "CHANGE_DATE" -> Comparator.comparing(role -> role.stamp().changed());
                    default -> Comparator.comparing(role -> role.stamp().created());
                };
        List<ObjectNode> roles =
                page.cut(matching, order.thenComparing(ProjectRole::key)).stream()
                        .map(ProjectService::render)
                        .toList();
        return Json.object()
                .put("pagination", page.pagination(matching.size()))
                .objects("projectRoles", roles)
                .build();
    }

    private static boolean matches(Fields filter, ProjectRole role) {
        if (filter.has("roleKeyFilter")) {
            return TextMethod.matches(filter.object("roleKeyFilter"), METHOD, "key", role.key());
        }
        return TextMethod.matches(
                filter.object("displayNameFilter"), METHOD, "displayName", role.displayName());
    }

    private static ObjectNode render(ProjectRole role) {
        return Json.object()
                .text("projectId", DemoIds.PROJECT)
                .text("key", role.key())
                .time("creationDate", role.stamp().created())
                .time("changeDate", role.stamp().changed())
                .text("displayName", role.displayName())
                .text("group", role.group())
                .build();
    }
}
