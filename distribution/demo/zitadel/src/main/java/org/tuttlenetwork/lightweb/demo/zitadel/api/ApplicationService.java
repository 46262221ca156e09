// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Client;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.TokenSettings;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@code zitadel.application.v2.ApplicationService}: public OIDC clients and API applications.
 *
 * <p>Shapes from zitadel/zitadel, proto/zitadel/application/v2/application_service.proto
 * (2e931252), application.proto and api.proto (0b910c87), oidc.proto (1b9963ee).
 */
final class ApplicationService {
    private static final String SERVICE = "zitadel.application.v2.ApplicationService/";
    private static final Map<String, String> GRANTS =
            Map.of(
                    "OIDC_GRANT_TYPE_AUTHORIZATION_CODE", Client.AUTHORIZATION_CODE,
                    "OIDC_GRANT_TYPE_REFRESH_TOKEN", Client.REFRESH_TOKEN,
                    "OIDC_GRANT_TYPE_DEVICE_CODE", Client.DEVICE_CODE);
    private static final List<String> TYPES =
            List.of("OIDC_APP_TYPE_WEB", "OIDC_APP_TYPE_USER_AGENT", "OIDC_APP_TYPE_NATIVE");
    private static final List<String> AUTHENTICATIONS =
            List.of(
                    "OIDC_AUTH_METHOD_TYPE_BASIC",
                    "OIDC_AUTH_METHOD_TYPE_POST",
                    "OIDC_AUTH_METHOD_TYPE_NONE",
                    "OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT");
    private static final List<String> TOKENS =
            List.of("OIDC_TOKEN_TYPE_BEARER", "OIDC_TOKEN_TYPE_JWT");

    private final Store store;
    private final Administration administration;

    ApplicationService(Store store, Administration administration) {
        this.store = store;
        this.administration = administration;
    }

    Map<String, ConnectMethod> methods() {
        return Map.of(
                SERVICE + "CreateApplication", this::create,
                SERVICE + "UpdateApplication", this::update,
                SERVICE + "ListApplications", this::list,
                SERVICE + "GenerateClientSecret", this::secret);
    }

    private ObjectNode create(Caller caller, Fields request) {
        demandProject(request.requiredText("projectId"));
        String name = request.requiredText("name");
        String type = request.oneOf(List.of("oidcConfiguration", "apiConfiguration"));
        caller.demand("project.app.write");
        boolean taken =
                administration.clients().all().stream()
                        .anyMatch(client -> client.application().name().equals(name));
        if (taken) {
            throw new ApiFailure(
                    GrpcCode.ALREADY_EXISTS, "V3-DKcYh", "Errors.Project.App.AlreadyExists");
        }
        Client.Application application = new Client.Application(store.newId(), name);
        Client client =
                type.equals("apiConfiguration")
                        ? api(application)
                        : oidc(application, request.object(type));
        administration.clients().put(client);
        Json configuration =
                Json.object().text("clientId", client.id()).text("clientSecret", client.secret());
        return Json.object()
                .text("applicationId", application.id())
                .time("creationDate", Instant.now())
                .put(type, configuration)
                .build();
    }

    private Client api(Client.Application application) {
        return new Client(
                store.newId(),
                application,
                UUID.randomUUID().toString(),
                Set.of(),
                Client.Redirects.NONE,
                TokenSettings.ZITADEL_DEFAULT);
    }

    /** Of the OIDC applications only those without a secret. */
    private Client oidc(Client.Application application, Fields request) {
        String authentication = request.choice("authMethodType", AUTHENTICATIONS);
        request.choice("applicationType", TYPES);
        if (!authentication.equals("OIDC_AUTH_METHOD_TYPE_NONE")) {
            throw new ApiFailure(GrpcCode.UNIMPLEMENTED, "STANDIN-call", authentication);
        }
        Set<String> grants = new LinkedHashSet<>();
        for (String grant : request.texts("grantTypes")) {
            if (!GRANTS.containsKey(grant)) {
                throw ApiFailure.invalid("invalid value for enum field grantTypes: " + grant);
            }
            grants.add(GRANTS.getOrDefault(grant, ""));
        }
        if (grants.isEmpty()) {
            grants.add(Client.AUTHORIZATION_CODE);
        }
        boolean jwt = request.choice("accessTokenType", TOKENS).equals("OIDC_TOKEN_TYPE_JWT");
        return new Client(
                store.newId(),
                application,
                "",
                grants,
                new Client.Redirects(
                        request.texts("redirectUris"), request.texts("postLogoutRedirectUris")),
                new TokenSettings(
                        jwt,
                        request.flag("accessTokenRoleAssertion"),
                        request.flag("idTokenRoleAssertion"),
                        request.flag("idTokenUserinfoAssertion")));
    }

    /** Replaces the redirects that are given; lists that are absent stay. */
    private ObjectNode update(Caller caller, Fields request) {
        demandProject(request.requiredText("projectId"));
        Client client = demand(request.requiredText("applicationId"));
        caller.demand("project.app.write");
        Fields oidc = request.object("oidcConfiguration");
        List<String> login = oidc.texts("redirectUris");
        List<String> logout = oidc.texts("postLogoutRedirectUris");
        Client.Redirects old = client.redirects();
        administration
                .clients()
                .put(
                        client.with(
                                new Client.Redirects(
                                        login.isEmpty() ? old.login() : login,
                                        logout.isEmpty() ? old.logout() : logout)));
        return Json.object().time("changeDate", Instant.now()).build();
    }

    private ObjectNode secret(Caller caller, Fields request) {
        demandProject(request.requiredText("projectId"));
        Client client = demand(request.requiredText("applicationId"));
        caller.demand("project.app.write");
        if (client.secret().isEmpty()) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION,
                    "COMMAND-Ghb3",
                    "Errors.Project.App.AuthMethodNoSecret");
        }
        Client changed = client.withSecret(UUID.randomUUID().toString());
        administration.clients().put(changed);
        return Json.object()
                .text("clientSecret", changed.secret())
                .time("creationDate", Instant.now())
                .build();
    }

    private ObjectNode list(Caller caller, Fields request) {
        Page page = Page.read(request.object("pagination"));
        List<Fields> filters = request.objects("filters");
        filters.forEach(filter -> filter.oneOf(List.of("projectIdFilter", "nameFilter")));
        List<Client> matching =
                administration.clients().all().stream()
                        .filter(_ -> caller.may("project.app.read"))
                        .filter(client -> filters.stream().allMatch(f -> matches(f, client)))
                        .toList();
        List<ObjectNode> applications =
                page
                        .cut(matching, Comparator.comparing(client -> client.application().id()))
                        .stream()
                        .map(ApplicationService::render)
                        .toList();
        return Json.object()
                .objects("applications", applications)
                .put("pagination", page.pagination(matching.size()))
                .build();
    }

    private static boolean matches(Fields filter, Client client) {
        if (filter.has("projectIdFilter")) {
            return filter.object("projectIdFilter")
                    .requiredText("projectId")
                    .equals(DemoIds.PROJECT);
        }
        return TextMethod.matches(
                filter.object("nameFilter"),
                "TEXT_FILTER_METHOD_",
                "name",
                client.application().name());
    }

    /** Zero values of enums, such as the web application's type, are left out. */
    private static ObjectNode render(Client client) {
        Json json =
                Json.object()
                        .text("applicationId", client.application().id())
                        .text("state", "APPLICATION_STATE_ACTIVE")
                        .text("name", client.application().name());
        Json configuration = Json.object().text("clientId", client.id());
        if (client.isApi()) {
            return json.put("apiConfiguration", configuration).build();
        }
        boolean isNative = client.grantTypes().contains(Client.DEVICE_CODE);
        List<String> grants =
                GRANTS.entrySet().stream()
                        .filter(grant -> client.grantTypes().contains(grant.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        configuration
                .texts("redirectUris", client.redirects().login())
                .texts("responseTypes", List.of("OIDC_RESPONSE_TYPE_CODE"))
                .texts("grantTypes", grants)
                .text("applicationType", isNative ? TYPES.getLast() : "")
                .text("authMethodType", "OIDC_AUTH_METHOD_TYPE_NONE")
                .texts("postLogoutRedirectUris", client.redirects().logout())
                .text("accessTokenType", client.tokens().jwtAccessTokens() ? TOKENS.getLast() : "")
                .flag("accessTokenRoleAssertion", client.tokens().accessTokenRoleAssertion())
                .flag("idTokenRoleAssertion", client.tokens().idTokenRoleAssertion())
                .flag("idTokenUserinfoAssertion", client.tokens().idTokenUserinfoAssertion());
        return json.put("oidcConfiguration", configuration).build();
    }

    private void demandProject(String id) {
        if (administration.projects().current().isEmpty() || !id.equals(DemoIds.PROJECT)) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION, "COMMAND-EbFMN", "Errors.Project.NotFound");
        }
    }

    private Client demand(String applicationId) {
        return administration.clients().all().stream()
                .filter(client -> client.application().id().equals(applicationId))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ApiFailure(
                                        GrpcCode.NOT_FOUND,
                                        "COMMAND-ueHhb",
                                        "Errors.Project.App.NotExisting"));
    }
}
