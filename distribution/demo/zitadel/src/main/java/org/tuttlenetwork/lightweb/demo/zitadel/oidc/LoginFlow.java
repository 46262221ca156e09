// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The authorization endpoint and the login page: authorization code with PKCE. */
final class LoginFlow {
    /** Base64url of a SHA-256 hash. */
    private static final String CHALLENGE_PATTERN = "[A-Za-z0-9_-]{43}";

    private final Clients clients;
    private final Store store;
    private final TokenIssuer issuer;
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    /** An authorization request that was found valid. */
    record Request(
            String clientId,
            String redirectUri,
            List<String> scopes,
            Map<String, String> parameters,
            Instant until) {
        String get(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    /** A code that was given out. */
    record Code(Request request, String userId, String sessionId, Instant authTime) {}

    LoginFlow(Clients clients, Store store, TokenIssuer issuer) {
        this.clients = clients;
        this.store = store;
        this.issuer = issuer;
    }

    /** {@code /oauth/v2/authorize}. */
    void authorize(Call call) throws IOException {
        Call.Parameters parameters = call.method().equals("POST") ? call.form() : call.query();
        Client client =
                clients.find(parameters.get("client_id"))
                        .orElseThrow(() -> OauthFailure.invalidRequest("Errors.App.NotFound"));
        String redirectUri = parameters.get("redirect_uri");
        if (!client.redirectUris().contains(redirectUri)) {
            throw OauthFailure.invalidRequest(
                    "The requested redirect_uri is missing in the client configuration.");
        }
        String state = parameters.get("state");
        Optional<OauthFailure> refusal = refusal(client, parameters);
        if (refusal.isPresent()) {
            call.redirect(errorUri(redirectUri, refusal.get(), state));
            return;
        }
        String id = TokenIssuer.random();
        Instant now = issuer.now();
        requests.values().removeIf(request -> request.until().isBefore(now));
        requests.put(
                id,
                new Request(
                        client.id(),
                        redirectUri,
                        Scopes.parse(parameters.get("scope")),
                        parameters.values(),
                        now.plus(issuer.lifetimes().code())));
        call.redirect("/login?authRequest=" + id);
    }

    private static Optional<OauthFailure> refusal(Client client, Call.Parameters parameters) {
        if (!parameters.repeated().isEmpty()) {
            return Optional.of(OauthFailure.invalidRequest("a parameter is repeated"));
        }
        if (!parameters.get("response_type").equals("code")) {
            return refuse("unsupported_response_type", "only code is supported");
        }
        if (!client.grantTypes().contains(Client.AUTHORIZATION_CODE)) {
            return refuse("unauthorized_client", "the client may not use this grant");
        }
        if (!Scopes.parse(parameters.get("scope")).contains("openid")) {
            return refuse("invalid_scope", "The scope openid is missing in your request.");
        }
        boolean challenged =
                parameters.get("code_challenge_method").equals("S256")
                        && parameters.get("code_challenge").matches(CHALLENGE_PATTERN);
        if (!challenged) {
            return refuse("invalid_request", "PKCE with S256 is required");
        }
        if (parameters.get("prompt").equals("none")) {
            return refuse("login_required", "nobody is logged in");
        }
        return Optional.empty();
    }

    private static Optional<OauthFailure> refuse(String error, String description) {
        return Optional.of(new OauthFailure(400, error, description));
    }

    private static String errorUri(String redirectUri, OauthFailure failure, String state) {
        String query =
                "error="
                        + encode(failure.error())
                        + "&error_description="
                        + encode(failure.description());
        return withQuery(redirectUri, state.isEmpty() ? query : query + "&state=" + encode(state));
    }

    static String withQuery(String uri, String query) {
        return uri + (uri.contains("?") ? "&" : "?") + query;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** {@code GET /login}: who are you? */
    void page(Call call) throws IOException {
        String id = call.query().get("authRequest");
        if (live(id).isEmpty()) {
            Pages.answer(call, 400, Pages.of(call).notice("expired"));
            return;
        }
        Pages.answer(call, 200, Pages.of(call).login(id, people(store), ""));
    }

    static List<User> people(Store store) {
        return store.current().users().values().stream()
                .filter(user -> !user.isMachine())
                .sorted(java.util.Comparator.comparing(User::id))
                .toList();
    }

    /** {@code POST /login}: a persona was chosen, or nobody. */
    void choose(Call call) throws IOException {
        Call.Parameters form = call.form();
        String id = form.get("authRequest");
        Optional<Request> request = live(id);
        if (request.isEmpty()) {
            Pages.answer(call, 400, Pages.of(call).notice("expired"));
            return;
        }
        String redirectUri = request.get().redirectUri();
        String state = request.get().get("state");
        if (form.has("cancel")) {
            requests.remove(id);
            OauthFailure denied = new OauthFailure(400, "access_denied", "login was cancelled");
            call.redirect(errorUri(redirectUri, denied, state));
            return;
        }
        Optional<User> user = issuer.activeUser(form.get("user"));
        if (user.isEmpty() || user.get().isMachine()) {
            Pages.answer(call, 403, Pages.of(call).login(id, people(store), "locked"));
            return;
        }
        if (requests.remove(id) == null) {
            Pages.answer(call, 400, Pages.of(call).notice("expired"));
            return;
        }
        String code = code(request.get(), user.get());
        String query = "code=" + encode(code);
        call.redirect(
                withQuery(
                        redirectUri, state.isEmpty() ? query : query + "&state=" + encode(state)));
    }

    private Optional<Request> live(String id) {
        return Optional.ofNullable(requests.get(id))
                .filter(request -> request.until().isAfter(issuer.now()));
    }

    private String code(Request request, User user) {
        String code = TokenIssuer.random();
        Request fresh =
                new Request(
                        request.clientId(),
                        request.redirectUri(),
                        request.scopes(),
                        request.parameters(),
                        issuer.now().plus(issuer.lifetimes().code()));
        codes.put(code, new Code(fresh, user.id(), TokenIssuer.random(), issuer.now()));
        return code;
    }

    /**
     * Takes a code; it is used up, whatever is found wrong with the request afterwards.
     *
     * @throws OauthFailure invalid_grant where it is unknown, used or expired
     */
    Code take(String code) {
        return Optional.ofNullable(codes.remove(code))
                .filter(found -> found.request().until().isAfter(issuer.now()))
                .orElseThrow(() -> OauthFailure.invalidGrant("invalid code"));
    }
}
