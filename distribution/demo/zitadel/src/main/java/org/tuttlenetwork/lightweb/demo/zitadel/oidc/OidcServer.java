// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.AccessToken;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The OpenID provider's endpoints. */
public final class OidcServer {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TokenIssuer.Provider provider;
    private final TokenIssuer issuer;
    private final LoginFlow logins;
    private final DeviceFlow devices;
    private final TokenEndpoint tokenEndpoint;
    private final TestTokens testTokens;

    public OidcServer(
            String issuerUrl,
            Store store,
            Secrets secrets,
            Clients clients,
            Lifetimes lifetimes,
            Clock clock) {
        TokenIssuer.Settings settings = new TokenIssuer.Settings(lifetimes, clock);
        provider =
                new TokenIssuer.Provider(
                        issuerUrl, store, secrets.keys(), secrets.tokens(), clients, settings);
        issuer = new TokenIssuer(provider);
        logins = new LoginFlow(clients, store, issuer);
        devices = new DeviceFlow(issuerUrl, store, issuer);
        tokenEndpoint = new TokenEndpoint(provider, issuer, logins, devices, secrets.serviceKey());
        testTokens = new TestTokens(provider, issuer);
    }

    /** What a restart keeps. */
    public record Secrets(SigningKeys keys, ServiceKey serviceKey, IssuedTokens tokens) {}

    /** Tokens made without a login. */
    public TestTokens testTokens() {
        return testTokens;
    }

    /** The active user of an access token that is meant for Zitadel's own API. */
    public Optional<User> apiUser(String token) {
        return issuer.active(token)
                .filter(found -> found.audience().contains(Scopes.ZITADEL_PROJECT))
                .flatMap(issuer::userOf);
    }

    /**
     * Answers a call.
     *
     * @return false where there is no such endpoint
     */
    public boolean handle(Call call) throws IOException {
        try {
            return route(call);
        } catch (OauthFailure failure) {
            call.responseHeader("Cache-Control", "no-store");
            ObjectNode body =
                    Json.object()
                            .text("error", failure.error())
                            .text("error_description", failure.description())
                            .build();
            call.json(failure.status(), body);
            return true;
        }
    }

    private boolean route(Call call) throws IOException {
        switch (call.method() + " " + call.path()) {
            case "GET /.well-known/openid-configuration" -> call.json(200, discovery());
            case "GET /oauth/v2/keys" -> keys(call);
            case "GET /oauth/v2/authorize", "POST /oauth/v2/authorize" -> logins.authorize(call);
            case "GET /login" -> logins.page(call);
            case "POST /login" -> logins.choose(call);
            case "POST /oauth/v2/token" -> secret(call, tokenEndpoint.answer(form(call)));
            case "POST /oauth/v2/device_authorization" -> {
                Client client = provider.clients().publicClient(form(call));
                secret(call, devices.start(client, form(call).get("scope")));
            }
            case "GET /device" -> devices.page(call);
            case "POST /device" -> devices.choose(call);
            case "POST /oauth/v2/introspect" -> introspect(call);
            case "POST /oauth/v2/revoke" -> revoke(call);
            case "GET /oidc/v1/userinfo", "POST /oidc/v1/userinfo" -> userinfo(call);
            case "GET /oidc/v1/end_session" -> endSession(call, call.query());
            case "POST /oidc/v1/end_session" -> endSession(call, form(call));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Call.Parameters form(Call call) {
        if (!call.hasContentType(FORM)) {
            throw OauthFailure.invalidRequest("the body must be " + FORM);
        }
        return call.form();
    }

    private static void secret(Call call, ObjectNode body) throws IOException {
        call.responseHeader("Cache-Control", "no-store");
        call.responseHeader("Pragma", "no-cache");
        call.json(200, body);
    }

    private ObjectNode discovery() {
        String base = provider.issuer();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", base);
        document.put("authorization_endpoint", base + "/oauth/v2/authorize");
        document.put("token_endpoint", base + "/oauth/v2/token");
        document.put("introspection_endpoint", base + "/oauth/v2/introspect");
        document.put("userinfo_endpoint", base + "/oidc/v1/userinfo");
        document.put("revocation_endpoint", base + "/oauth/v2/revoke");
        document.put("end_session_endpoint", base + "/oidc/v1/end_session");
        document.put("device_authorization_endpoint", base + "/oauth/v2/device_authorization");
        document.put("jwks_uri", base + "/oauth/v2/keys");
        document.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        document.put("response_types_supported", List.of("code"));
        document.put(
                "grant_types_supported",
                List.of(
                        Client.AUTHORIZATION_CODE,
                        Client.REFRESH_TOKEN,
                        Client.JWT_BEARER,
                        Client.DEVICE_CODE));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("EdDSA", "RS256", "ES256"));
        document.put("token_endpoint_auth_methods_supported", List.of("none"));
        document.put(
                "introspection_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        document.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("ui_locales_supported", List.of("en", "fr"));
        return (ObjectNode) Json.tree(document);
    }

    private void keys(Call call) throws IOException {
        call.responseHeader("Cache-Control", "max-age=300, must-revalidate");
        call.json(200, (ObjectNode) Json.tree(Map.of("keys", provider.keys().published())));
    }

    private void introspect(Call call) throws IOException {
        Call.Parameters form = form(call);
        if (form.has("client_assertion")) {
            provider.clients().publicClient(form);
        }
        Client client =
                provider.clients()
                        .byBasic(call)
                        .orElseThrow(
                                () ->
                                        new OauthFailure(
                                                401, "unauthorized_client", "client not valid"));
        Optional<AccessToken> token =
                issuer.active(form.get("token"))
                        .filter(
                                found ->
                                        found.audience().contains(client.id())
                                                || found.audience().contains(DemoIds.PROJECT));
        if (token.isEmpty()) {
            secret(call, (ObjectNode) Json.tree(Map.of("active", false)));
            return;
        }
        User user = issuer.userOf(token.get()).orElseThrow();
        secret(call, (ObjectNode) Json.tree(introspection(token.get(), user)));
    }

    private Map<String, Object> introspection(AccessToken token, User user) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("active", true);
        all.put("scope", String.join(" ", token.holder().scopes()));
        all.put("client_id", token.holder().clientId());
        all.put("token_type", "Bearer");
        all.put("exp", token.expires().getEpochSecond());
        all.put("iat", token.issued().getEpochSecond());
        all.put("nbf", token.issued().getEpochSecond());
        all.put("auth_time", token.holder().authTime().getEpochSecond());
        all.put("aud", token.audience());
        all.put("iss", provider.issuer());
        all.put("jti", token.id());
        all.put("username", user.loginName());
        all.putAll(issuer.userinfo(user, token.holder(), true));
        return all;
    }

    private void revoke(Call call) throws IOException {
        Call.Parameters form = form(call);
        Client client = provider.clients().publicClient(form);
        String value = form.get("token");
        Optional<AccessToken> access = issuer.active(value);
        Optional<IssuedTokens.RefreshToken> refresh = provider.tokens().refresh(value);
        boolean foreign =
                access.filter(t -> !t.holder().clientId().equals(client.id())).isPresent()
                        || refresh.filter(t -> !t.holder().clientId().equals(client.id()))
                                .isPresent();
        if (foreign) {
            throw OauthFailure.invalidClient("token was not issued for this client");
        }
        access.ifPresent(provider.tokens()::revoke);
        refresh.ifPresent(token -> provider.tokens().endSession(token.holder().sessionId()));
        call.answer(200, "application/json", new byte[0]);
    }

    private void userinfo(Call call) throws IOException {
        Optional<AccessToken> token = call.bearer().flatMap(issuer::active);
        if (token.isEmpty()) {
            call.responseHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            throw new OauthFailure(401, "access_denied", "access token invalid");
        }
        User user = issuer.userOf(token.get()).orElseThrow();
        boolean ofClient = !token.get().holder().clientId().isEmpty();
        Map<String, Object> claims = issuer.userinfo(user, token.get().holder(), ofClient);
        secret(call, (ObjectNode) Json.tree(claims));
    }

    private void endSession(Call call, Call.Parameters parameters) throws IOException {
        Optional<Map<String, Object>> hint = hint(parameters.get("id_token_hint"));
        if (parameters.has("id_token_hint") && hint.isEmpty()) {
            throw OauthFailure.invalidRequest("id_token_hint invalid");
        }
        hint.map(claims -> claims.get("sid"))
                .map(Object::toString)
                .ifPresent(provider.tokens()::endSession);
        String target = parameters.get("post_logout_redirect_uri");
        if (target.isEmpty()) {
            Pages.answer(call, 200, Pages.of(call).notice("loggedout"));
            return;
        }
        String clientId =
                hint.map(claims -> String.valueOf(claims.get("azp")))
                        .orElse(parameters.get("client_id"));
        boolean registered =
                provider.clients()
                        .find(clientId)
                        .filter(client -> client.postLogoutUris().contains(target))
                        .isPresent();
        if (!registered) {
            throw OauthFailure.invalidRequest("post_logout_redirect_uri invalid");
        }
        String state = parameters.get("state");
        call.redirect(
                state.isEmpty()
                        ? target
                        : LoginFlow.withQuery(target, "state=" + LoginFlow.encode(state)));
    }

    /** The claims of an ID token of ours; an expired one will do. */
    private Optional<Map<String, Object>> hint(String idToken) {
        return provider.keys().verify(idToken).filter(claims -> claims.containsKey("at_hash"));
    }
}
