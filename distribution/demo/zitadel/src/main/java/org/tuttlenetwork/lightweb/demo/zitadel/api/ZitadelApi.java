// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Errors;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.GrantCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.RoleCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands.Transition;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The management calls, in the two wire forms: Connect ({@code /zitadel.…}) and the gateway. */
public final class ZitadelApi {
    private final Function<String, Optional<User>> access;
    private final Map<String, ConnectMethod> methods = new HashMap<>();
    private final Map<String, ConnectMethod> gateway = new HashMap<>();
    private final UserService users;
    private final MachineUsers machines;
    private final ActionService actions;

    /**
     * @param store who there is, with which roles
     * @param administration what is set up around them
     * @param access the active user of a token that is meant for Zitadel's own API
     */
    public ZitadelApi(
            Store store, Administration administration, Function<String, Optional<User>> access) {
        this.access = access;
        UserCommands commands = new UserCommands(store);
        methods.putAll(new AuthorizationService(store, new GrantCommands(store)).methods());
        methods.putAll(
                new ProjectService(store, new RoleCommands(store), administration.projects())
                        .methods());
        methods.putAll(new ApplicationService(store, administration).methods());
        methods.putAll(new AdministratorService(store, commands).methods());
        users = new UserService(store, commands);
        machines = new MachineUsers(store, commands, administration.keys());
        actions = new ActionService(store, administration.targets());
        gateway.putAll(actions.methods());
        gateway.putAll(OwnCalls.methods());
        gateway.put("POST /v2/users", users::search);
        gateway.put("POST /v2/users/new", machines::create);
        gateway.put("POST /admin/v1/events/_search", new EventService(store)::search);
    }

    /** Whether errors of this path have Connect's shape. */
    public static boolean isConnect(String path) {
        return path.startsWith("/zitadel.");
    }

    /** Whether the path belongs to a management API. */
    public static boolean isApi(String path) {
        return isConnect(path)
                || List.of("/v2/", "/admin/v1/", "/management/v1/", "/auth/v1/").stream()
                        .anyMatch(path::startsWith);
    }

    /** Renders a failure in the shape of the call's API. */
    public static void fail(Call call, ApiFailure failure) throws IOException {
        ObjectNode body =
                isConnect(call.path()) ? Errors.connect(failure) : Errors.gateway(failure);
        call.json(failure.code().status(), body);
    }

    /**
     * Answers a call.
     *
     * @throws ApiFailure unimplemented for what the stand-in lacks
     */
    public void handle(Call call) throws IOException {
        if (isConnect(call.path())) {
            connect(call);
        } else {
            call.json(200, gateway(call));
        }
    }

    private void connect(Call call) throws IOException {
        ConnectMethod method =
                Optional.ofNullable(methods.get(call.path().substring(1)))
                        .orElseThrow(() -> unimplemented(call));
        if (!call.method().equals("POST")) {
            call.responseHeader("Allow", "POST");
            call.answer(405, "text/plain", new byte[0]);
            return;
        }
        if (!call.hasContentType("application/json")) {
            call.responseHeader("Accept-Post", "application/json");
            call.answer(415, "text/plain", new byte[0]);
            return;
        }
        String version = call.header("Connect-Protocol-Version").orElse("1");
        if (!version.equals("1")) {
            throw ApiFailure.invalid("connect-protocol-version must be \"1\": got " + version);
        }
        Caller caller = authenticate(call);
        call.json(200, method.call(caller, new Fields(Json.parseObject(call.body()))));
    }

    private ObjectNode gateway(Call call) {
        ConnectMethod whole = gateway.get(call.method() + " " + call.path());
        if (whole != null) {
            Caller caller = authenticate(call);
            return whole.call(caller, body(call));
        }
        List<String> path = List.of(call.path().substring(1).split("/", -1));
        boolean post = call.method().equals("POST");
        if (post && call.path().startsWith("/v2/actions/targets/") && path.size() == 4) {
            return actions.update(authenticate(call), path.get(3), body(call));
        }
        boolean oneUser = call.path().startsWith("/v2/users/") && path.size() >= 3;
        if (oneUser && path.size() == 3 && call.method().equals("GET")) {
            return users.get(authenticate(call), path.get(2));
        }
        if (oneUser && path.size() == 4 && post) {
            return post(call, path);
        }
        throw unimplemented(call);
    }

    private ObjectNode post(Call call, List<String> path) {
        if (path.get(3).equals("keys")) {
            return machines.addKey(authenticate(call), path.get(2), body(call));
        }
        Transition transition = transition(path.get(3)).orElseThrow(() -> unimplemented(call));
        body(call);
        return users.apply(authenticate(call), path.get(2), transition);
    }

    private static Optional<Transition> transition(String name) {
        return List.of(Transition.values()).stream()
                .filter(transition -> transition.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The gateway, unlike Connect, takes no body for an empty one. */
    private static Fields body(Call call) {
        byte[] body = call.body();
        return new Fields(body.length == 0 ? Json.object().build() : Json.parseObject(body));
    }

    private Caller authenticate(Call call) {
        String token =
                call.bearer().orElseThrow(() -> ApiFailure.unauthenticated("auth header missing"));
        return access.apply(token)
                .map(Caller::new)
                .orElseThrow(() -> ApiFailure.unauthenticated("Errors.Token.Invalid"));
    }

    private static ApiFailure unimplemented(Call call) {
        return new ApiFailure(
                GrpcCode.UNIMPLEMENTED,
                "STANDIN-call",
                "not implemented: " + call.method() + " " + call.path());
    }
}
