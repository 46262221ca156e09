// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.Holder;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Device authorization (RFC 8628). Thread-safe. */
final class DeviceFlow {
    /** No vowels and nothing that looks alike (RFC 8628 §6.1). */
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String baseUrl;
    private final Store store;
    private final TokenIssuer issuer;
    private final Map<String, Pending> byDeviceCode = new HashMap<>();

    private static final class Pending {
        final String clientId;
        final String userCode;
        final List<String> scopes;
        final Instant until;
        Duration interval;
        Optional<Instant> lastPoll = Optional.empty();
        String userId = "";
        boolean denied;

        Pending(
                String clientId,
                String userCode,
                List<String> scopes,
                Instant until,
                Duration interval) {
            this.clientId = clientId;
            this.userCode = userCode;
            this.scopes = scopes;
            this.until = until;
            this.interval = interval;
        }

        boolean isOpen(Instant now) {
            return until.isAfter(now) && userId.isEmpty() && !denied;
        }
    }

    DeviceFlow(String baseUrl, Store store, TokenIssuer issuer) {
        this.baseUrl = baseUrl;
        this.store = store;
        this.issuer = issuer;
    }

    /** The answer of {@code /oauth/v2/device_authorization}. */
    synchronized ObjectNode start(Client client, String scope) {
        if (!client.grantTypes().contains(Client.DEVICE_CODE)) {
            throw new OauthFailure(400, "unauthorized_client", "the client may not use this grant");
        }
        Instant now = issuer.now();
        byDeviceCode.values().removeIf(pending -> pending.until.plusSeconds(60).isBefore(now));
        String deviceCode = TokenIssuer.random();
        String userCode = userCode();
        Duration lifetime = issuer.lifetimes().code();
        Duration interval = issuer.lifetimes().deviceInterval();
        byDeviceCode.put(
                deviceCode,
                new Pending(
                        client.id(), userCode, Scopes.parse(scope), now.plus(lifetime), interval));
        return Json.object()
                .text("device_code", deviceCode)
                .text("user_code", userCode)
                .text("verification_uri", baseUrl + "/device")
                .text("verification_uri_complete", baseUrl + "/device?user_code=" + userCode)
                .number("expires_in", lifetime.toSeconds())
                .number("interval", interval.toSeconds())
                .build();
    }

    private static String userCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            code.append(i == 4 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(20)));
        }
        return code.toString();
    }

    /**
     * One poll of the device.
     *
     * @throws OauthFailure authorization_pending, slow_down, access_denied, expired_token, or
     *     invalid_grant for a code that is unknown or used
     */
    synchronized Holder poll(Client client, String deviceCode) {
        Pending pending =
                Optional.ofNullable(byDeviceCode.get(deviceCode))
                        .filter(found -> found.clientId.equals(client.id()))
                        .orElseThrow(() -> OauthFailure.invalidGrant("unknown device code"));
        Instant now = issuer.now();
        if (!pending.until.isAfter(now)) {
            throw new OauthFailure(400, "expired_token", "the device code has expired");
        }
        boolean early =
                pending.lastPoll.filter(p -> p.plus(pending.interval).isAfter(now)).isPresent();
        pending.lastPoll = Optional.of(now);
        if (early) {
            pending.interval = pending.interval.plusSeconds(5);
            throw new OauthFailure(400, "slow_down", "poll less often");
        }
        if (pending.denied) {
            byDeviceCode.remove(deviceCode);
            throw new OauthFailure(400, "access_denied", "the user said no");
        }
        if (pending.userId.isEmpty()) {
            throw new OauthFailure(400, "authorization_pending", "not yet approved");
        }
        byDeviceCode.remove(deviceCode);
        return new Holder(pending.userId, client.id(), pending.scopes, TokenIssuer.random(), now);
    }

    /** {@code GET /device}: asks for the code or, with one, who approves. */
    synchronized void page(Call call) throws IOException {
        String userCode = call.query().get("user_code");
        if (userCode.isEmpty()) {
            Pages.answer(call, 200, Pages.of(call).askUserCode(false));
        } else if (open(userCode).isPresent()) {
            showPeople(call, userCode, "");
        } else {
            Pages.answer(call, 400, Pages.of(call).askUserCode(true));
        }
    }

    private void showPeople(Call call, String userCode, String problem) throws IOException {
        String page = Pages.of(call).approve(normal(userCode), LoginFlow.people(store), problem);
        Pages.answer(call, problem.isEmpty() ? 200 : 403, page);
    }

    /** {@code POST /device}: a persona approves, or refuses. */
    synchronized void choose(Call call) throws IOException {
        Call.Parameters form = call.form();
        Optional<Pending> pending = open(form.get("user_code"));
        if (pending.isEmpty()) {
            Pages.answer(call, 400, Pages.of(call).askUserCode(true));
            return;
        }
        if (form.has("cancel")) {
            pending.get().denied = true;
            Pages.answer(call, 200, Pages.of(call).notice("denied"));
            return;
        }
        Optional<User> user = issuer.activeUser(form.get("user")).filter(u -> !u.isMachine());
        if (user.isEmpty()) {
            showPeople(call, form.get("user_code"), "locked");
            return;
        }
        pending.get().userId = user.get().id();
        Pages.answer(call, 200, Pages.of(call).notice("approved"));
    }

    private Optional<Pending> open(String userCode) {
        Instant now = issuer.now();
        return byDeviceCode.values().stream()
                .filter(pending -> pending.userCode.equals(normal(userCode)))
                .filter(pending -> pending.isOpen(now))
                .findFirst();
    }

    /** What people type: small letters, no hyphen, blanks. */
    private static String normal(String typed) {
        String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        return letters.length() == 8
                ? letters.substring(0, 4) + "-" + letters.substring(4)
                : letters;
    }
}
