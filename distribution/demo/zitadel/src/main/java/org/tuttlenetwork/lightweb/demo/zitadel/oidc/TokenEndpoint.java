// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.Holder;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.RefreshToken;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code /oauth/v2/token}: the four grants. */
final class TokenEndpoint {
    private final TokenIssuer.Provider provider;
    private final TokenIssuer issuer;
    private final LoginFlow logins;
    private final DeviceFlow devices;
    private final ServiceKey serviceKey;

    TokenEndpoint(
            TokenIssuer.Provider provider,
            TokenIssuer issuer,
            LoginFlow logins,
            DeviceFlow devices,
            ServiceKey serviceKey) {
        this.provider = provider;
        this.issuer = issuer;
        this.logins = logins;
        this.devices = devices;
        this.serviceKey = serviceKey;
    }

    ObjectNode answer(Call.Parameters form) {
        if (!form.repeated().isEmpty()) {
            throw OauthFailure.invalidRequest("a parameter is repeated");
        }
        return switch (form.get("grant_type")) {
            case Client.AUTHORIZATION_CODE -> code(form);
            case Client.REFRESH_TOKEN -> refresh(form);
            case Client.DEVICE_CODE -> device(form);
            case Client.JWT_BEARER -> assertion(form);
            case "" -> throw OauthFailure.invalidRequest("grant_type is missing");
            default ->
                    throw new OauthFailure(
                            400,
                            "unsupported_grant_type",
                            form.get("grant_type") + " not supported");
        };
    }

    private ObjectNode code(Call.Parameters form) {
        Client client = client(form, Client.AUTHORIZATION_CODE);
        LoginFlow.Code code = logins.take(form.get("code"));
        LoginFlow.Request request = code.request();
        if (!request.clientId().equals(client.id())) {
            throw OauthFailure.invalidGrant("the code was given to another client");
        }
        if (!request.redirectUri().equals(form.get("redirect_uri"))) {
            throw OauthFailure.invalidGrant("redirect_uri does not correspond");
        }
        if (!proves(form.get("code_verifier"), request.get("code_challenge"))) {
            throw OauthFailure.invalidGrant("invalid code_verifier");
        }
        User user = demand(code.userId());
        Holder holder =
                new Holder(
                        user.id(),
                        client.id(),
                        request.scopes(),
                        code.sessionId(),
                        code.authTime());
        return issuer.answer(user, client, holder, request.get("nonce"), Optional.empty());
    }

    private static boolean proves(String verifier, String challenge) {
        if (!verifier.matches("[A-Za-z0-9._~-]{43,128}")) {
            return false;
        }
        String made =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(TokenIssuer.digest("SHA-256", verifier));
        return MessageDigest.isEqual(
                made.getBytes(StandardCharsets.US_ASCII),
                challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private ObjectNode refresh(Call.Parameters form) {
        Client client = client(form, Client.REFRESH_TOKEN);
        RefreshToken old =
                provider.tokens()
                        .refresh(form.get("refresh_token"))
                        .filter(token -> token.holder().clientId().equals(client.id()))
                        .orElseThrow(
                                () ->
                                        OauthFailure.invalidGrant(
                                                "Errors.User.RefreshToken.Invalid"));
        User user = demand(old.holder().userId());
        Holder holder = narrowed(old.holder(), form.get("scope"));
        if (!provider.tokens().take(old)) {
            throw OauthFailure.invalidGrant("Errors.User.RefreshToken.Invalid");
        }
        return issuer.answer(user, client, holder, "", Optional.of(old.absoluteUntil()));
    }

    private static Holder narrowed(Holder holder, String scope) {
        List<String> asked = Scopes.parse(scope);
        if (asked.isEmpty()) {
            return holder;
        }
        if (!holder.scopes().containsAll(asked)) {
            throw new OauthFailure(400, "invalid_scope", "a scope was not granted before");
        }
        return new Holder(
                holder.userId(), holder.clientId(), asked, holder.sessionId(), holder.authTime());
    }

    private ObjectNode device(Call.Parameters form) {
        Client client = client(form, Client.DEVICE_CODE);
        Holder holder = devices.poll(client, form.get("device_code"));
        return issuer.answer(demand(holder.userId()), client, holder, "", Optional.empty());
    }

    private ObjectNode assertion(Call.Parameters form) {
        Instant now = issuer.now();
        User user = demand(serviceKey.check(form.get("assertion"), provider.issuer(), now));
        Holder holder =
                new Holder(
                        user.id(), "", Scopes.parse(form.get("scope")), TokenIssuer.random(), now);
        // A machine user's token type is opaque unless an administrator changes it.
        TokenIssuer.Made made = issuer.access(user, holder, false, issuer.lifetimes().access());
        return Json.object()
                .text("access_token", made.value())
                .text("token_type", "Bearer")
                .number("expires_in", issuer.expiresIn(made.token()))
                .build();
    }

    private Client client(Call.Parameters form, String grantType) {
        Client client = provider.clients().publicClient(form);
        if (!client.grantTypes().contains(grantType)) {
            throw new OauthFailure(400, "unauthorized_client", "the client may not use this grant");
        }
        return client;
    }

    private User demand(String userId) {
        return issuer.activeUser(userId)
                .orElseThrow(() -> OauthFailure.invalidGrant("Errors.User.NotActive"));
    }
}
