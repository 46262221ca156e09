// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The calls of Zitadel that we make (contract §1). Each blocks and throws ZitadelException. */
public final class ZitadelClient {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String AUTHORIZATIONS = "/zitadel.authorization.v2.AuthorizationService/";
    private static final String PROJECTS = "/zitadel.project.v2.ProjectService/";
    private static final int PAGE = 500;
    private static final int MAX_PAGES = 400;
    private static final int EVENTS = 1000;

    private final ZitadelHttp http;
    private final Issuer issuer;
    private final ServiceToken token;
    private final String projectId;
    private final String organizationId;

    /**
     * @param projectId whose roles and grants
     * @param organizationId in which new grants are made
     */
    public ZitadelClient(
            ZitadelHttp http,
            Issuer issuer,
            ServiceToken token,
            String projectId,
            String organizationId) {
        this.http = http;
        this.issuer = issuer;
        this.token = token;
        this.projectId = projectId;
        this.organizationId = organizationId;
    }

    /** All grants of the project. */
    public Listing<Authorization> authorizations() {
        return listAuthorizations(List.of());
    }

    /** All grants of the project that a user has. */
    public Listing<Authorization> authorizationsOf(UserId user) {
        return listAuthorizations(List.of(filter("userId", "id", user.value())));
    }

    /** Those of some grants that are there now. */
    public Listing<Authorization> authorizations(Collection<String> ids) {
        ObjectNode filter = object();
        ids.forEach(filter.putObject("authorizationIds").putArray("ids")::add);
        return listAuthorizations(List.of(filter));
    }

    /**
     * Grants of the project with a role of exactly this key: the filter has a method in Zitadel's
     * interface, and takes no notice of it (internal/api/grpc/authorization/v2/query.go).
     */
    public Listing<Authorization> authorizationsWith(String roleKey) {
        return listAuthorizations(List.of(filter("roleKey", "key", roleKey)));
    }

    /**
     * Whether anybody has a role of this key.
     *
     * @throws ZitadelException also where the list is short
     */
    public boolean isGranted(String roleKey) {
        return isAny(authorizationsWith(roleKey));
    }

    private Listing<Authorization> listAuthorizations(List<ObjectNode> more) {
        ObjectNode request = object();
        request.put("sortingColumn", "AUTHORIZATION_FIELD_NAME_ID");
        ArrayNode filters = request.putArray("filters");
        filters.add(filter("projectId", "id", projectId));
        more.forEach(filters::add);
        return paged(
                AUTHORIZATIONS + "ListAuthorizations",
                request,
                "authorizations",
                Told::authorization);
    }

    /**
     * Makes a grant.
     *
     * @return its id and when it was made
     */
    public Written createAuthorization(UserId user, Collection<String> roles) {
        ObjectNode request = object();
        request.put("userId", user.value());
        request.put("projectId", projectId);
        request.put("organizationId", organizationId);
        roles.stream().sorted().forEach(request.putArray("roleKeys")::add);
        JsonNode answer = post(AUTHORIZATIONS + "CreateAuthorization", request, false);
        return new Written(Told.text(answer, "id"), Told.instant(answer.path("creationDate")));
    }

    /** Replaces all roles of a grant. */
    public Written updateAuthorization(String id, Collection<String> roles) {
        ObjectNode request = object().put("id", id);
        roles.stream().sorted().forEach(request.putArray("roleKeys")::add);
        JsonNode answer = post(AUTHORIZATIONS + "UpdateAuthorization", request, true);
        return new Written(id, Told.instant(answer.path("changeDate")));
    }

    /**
     * Deletes a grant.
     *
     * @return when; empty where there was none of that id, which counts as deleted
     */
    public Optional<Instant> deleteAuthorization(String id) {
        JsonNode answer =
                post(AUTHORIZATIONS + "DeleteAuthorization", object().put("id", id), true);
        // Protojson leaves out what is empty: there was nothing to delete.
        return answer.has("deletionDate")
                ? Optional.of(Told.instant(answer.path("deletionDate")))
                : Optional.empty();
    }

    /** All roles of the project. */
    public Listing<ProjectRole> projectRoles() {
        return listRoles(List.of());
    }

    /**
     * Whether the project has a role of this key.
     *
     * @throws ZitadelException also where the list is short
     */
    public boolean hasProjectRole(String key) {
        ObjectNode filter = filter("roleKeyFilter", "key", key);
        filter.withObjectProperty("roleKeyFilter").put("method", "TEXT_FILTER_METHOD_EQUALS");
        return isAny(listRoles(List.of(filter)));
    }

    private static boolean isAny(Listing<?> listing) {
        if (listing.items().isEmpty() && !listing.complete()) {
            throw new ZitadelException("Zitadel's list is short", 503, "", null);
        }
        return !listing.items().isEmpty();
    }

    private Listing<ProjectRole> listRoles(List<ObjectNode> more) {
        ObjectNode request = object().put("projectId", projectId);
        request.put("sortingColumn", "PROJECT_ROLE_FIELD_NAME_KEY");
        more.forEach(request.putArray("filters")::add);
        return paged(PROJECTS + "ListProjectRoles", request, "projectRoles", Told::projectRole);
    }

    /**
     * Adds a role to the project; one that is there already is left as it is.
     *
     * @return when it was made, or empty where it was there
     */
    public Optional<Instant> addProjectRole(String key, String displayName) {
        ObjectNode request = object().put("projectId", projectId);
        request.put("roleKey", key).put("displayName", displayName);
        try {
            JsonNode answer = post(PROJECTS + "AddProjectRole", request, true);
            return Optional.of(Told.instant(answer.path("creationDate")));
        } catch (ZitadelException e) {
            if (e.isAlreadyExists()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Removes a role from the project and from all grants; idempotent. */
    public void removeProjectRole(String key) {
        ObjectNode request = object().put("projectId", projectId).put("roleKey", key);
        try {
            post(PROJECTS + "RemoveProjectRole", request, true);
        } catch (ZitadelException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** One user, or empty where there is none of that id. */
    public Optional<ZitadelUser> user(UserId id) {
        HttpUrl url = issuer.resolve("/v2/users").newBuilder().addPathSegment(id.value()).build();
        try {
            JsonNode answer = authorized(new Request.Builder().url(url), true);
            return Told.user(answer.path("user"), answer.path("details"));
        } catch (ZitadelException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Those of some users that there are. */
    public Listing<ZitadelUser> users(Collection<UserId> ids) {
        ObjectNode query = object();
        ArrayNode list = query.putObject("inUserIdsQuery").putArray("userIds");
        ids.forEach(id -> list.add(id.value()));
        return listUsers(query);
    }

    /** Users with exactly this login name. */
    public Listing<ZitadelUser> usersByLogin(String login) {
        ObjectNode query = object();
        query.putObject("loginNameQuery")
                .put("loginName", login)
                .put("method", "TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE");
        return listUsers(query);
    }

    /** Users with exactly this e-mail address, if it is verified. */
    public Listing<ZitadelUser> usersByEmail(String address) {
        ObjectNode query = object();
        query.putObject("emailQuery")
                .put("emailAddress", address)
                .put("method", "TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE");
        ObjectNode request = userRequest(query);
        JsonNode answer = post("/v2/users", request, true);
        List<ZitadelUser> found = new ArrayList<>();
        for (JsonNode user : answer.path("result")) {
            if (user.path("human").path("email").path("isVerified").asBoolean(false)) {
                Told.user(user, answer.path("details")).ifPresent(found::add);
            }
        }
        return new Listing<>(found, true);
    }

    private Listing<ZitadelUser> listUsers(ObjectNode query) {
        JsonNode answer = post("/v2/users", userRequest(query), true);
        List<ZitadelUser> found = new ArrayList<>();
        for (JsonNode user : answer.path("result")) {
            Told.user(user, answer.path("details")).ifPresent(found::add);
        }
        long total = answer.path("details").path("totalResult").asLong(0);
        return new Listing<>(found, found.size() >= total);
    }

    private static ObjectNode userRequest(ObjectNode query) {
        ObjectNode request = object();
        request.putObject("query").put("offset", "0").put("limit", PAGE).put("asc", true);
        request.putArray("queries").add(query);
        return request;
    }

    /**
     * Events of grants, users and projects after a time, in order, at most {@value #EVENTS}.
     *
     * @return complete where there are no others
     * @throws ZitadelException denied where the service user may not read events
     */
    public Listing<ZitadelEvent> eventsAfter(Instant after) {
        ObjectNode request = object().put("asc", true).put("limit", EVENTS);
        request.put("from", after.toString());
        request.putArray("aggregateTypes").add("usergrant").add("user").add("project");
        JsonNode answer = post("/admin/v1/events/_search", request, true);
        List<ZitadelEvent> events = new ArrayList<>();
        for (JsonNode event : answer.path("events")) {
            EventReader.fromStore(event).ifPresent(events::add);
        }
        return new Listing<>(events, answer.path("events").size() < EVENTS);
    }

    private <T> Listing<T> paged(
            String path, ObjectNode request, String key, Function<JsonNode, T> reader) {
        List<T> items = new ArrayList<>();
        for (int page = 0; page < MAX_PAGES; page++) {
            request.putObject("pagination")
                    .put("offset", Integer.toString(items.size()))
                    .put("limit", PAGE)
                    .put("asc", true);
            JsonNode answer = post(path, request, true);
            // Protojson leaves out empty lists: a missing key is an empty page.
            JsonNode list = answer.path(key);
            list.forEach(item -> items.add(reader.apply(item)));
            long total = answer.path("pagination").path("totalResult").asLong(0);
            if (list.isEmpty() || items.size() >= total) {
                return new Listing<>(items, items.size() >= total);
            }
        }
        return new Listing<>(items, false);
    }

    private JsonNode post(String path, ObjectNode body, boolean repeatable) {
        RequestBody content = RequestBody.create(http.write(body), JSON);
        Request.Builder request = new Request.Builder().url(issuer.resolve(path)).post(content);
        return authorized(request.header("Connect-Protocol-Version", "1"), repeatable);
    }

    private JsonNode authorized(Request.Builder request, boolean repeatable) {
        String first = token.value();
        try {
            return http.send(bearing(request, first), repeatable);
        } catch (ZitadelException e) {
            if (e.status() != 401) {
                throw e;
            }
            token.refused(first);
            return http.send(bearing(request, token.value()), repeatable);
        }
    }

    private static Request bearing(Request.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token).build();
    }

    private static ObjectNode filter(String name, String key, @Nullable String value) {
        ObjectNode filter = object();
        filter.putObject(name).put(key, value);
        return filter;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * What a write answered.
     *
     * @param id the grant
     * @param at its new change date
     */
    public record Written(String id, Instant at) {}
}
