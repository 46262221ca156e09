// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The applications of the project. Thread-safe. */
public final class Clients {
    /** The secret with which the API application introspects; of the demo, and no secret. */
    public static final String API_SECRET = "demo-introspection-secret";

    private final List<Client> all = new CopyOnWriteArrayList<>();

    /** None, as in an instance just installed. */
    public Clients() {}

    /**
     * The demo's three.
     *
     * @param redirectUris of the portal
     * @param settings of the portal and the command line
     */
    public Clients(List<String> redirectUris, TokenSettings settings) {
        all.add(
                new Client(
                        DemoIds.PORTAL_CLIENT,
                        new Client.Application("331000000000000001", "Portal"),
                        "",
                        Set.of(Client.AUTHORIZATION_CODE, Client.REFRESH_TOKEN),
                        new Client.Redirects(redirectUris, postLogoutUris(redirectUris)),
                        settings));
        all.add(
                new Client(
                        DemoIds.CLI_CLIENT,
                        new Client.Application("331000000000000002", "Command line"),
                        "",
                        Set.of(Client.DEVICE_CODE, Client.REFRESH_TOKEN),
                        Client.Redirects.NONE,
                        settings));
        all.add(
                new Client(
                        DemoIds.API_CLIENT,
                        new Client.Application("331000000000000003", "Host"),
                        API_SECRET,
                        Set.of(),
                        Client.Redirects.NONE,
                        TokenSettings.ZITADEL_DEFAULT));
    }

    /** Adds an application, or replaces the one of the same client id. */
    public synchronized void put(Client client) {
        all.removeIf(old -> old.id().equals(client.id()));
        all.add(client);
    }

    /** All, oldest first unless replaced. */
    public List<Client> all() {
        return List.copyOf(all);
    }

    /** The root of each redirect URI's origin, with and without the slash. */
    private static List<String> postLogoutUris(List<String> redirectUris) {
        List<String> uris = new ArrayList<>();
        for (String redirectUri : redirectUris) {
            URI uri = URI.create(redirectUri);
            String origin = uri.getScheme() + "://" + uri.getRawAuthority();
            uris.add(origin);
            uris.add(origin + "/");
        }
        return uris;
    }

    Optional<Client> find(String id) {
        return all.stream().filter(client -> client.id().equals(id)).findFirst();
    }

    List<String> ids() {
        return all.stream().map(Client::id).toList();
    }

    /** Authenticates by {@code Authorization: Basic}; empty where that fails. */
    Optional<Client> byBasic(Call call) {
        Optional<String> encoded =
                call.header("Authorization")
                        .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
                        .map(value -> value.substring(6).strip());
        if (encoded.isEmpty()) {
            return Optional.empty();
        }
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded.get()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        byte[] secret = pair.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
        return find(pair.substring(0, colon))
                .filter(client -> !client.secret().isEmpty())
                .filter(
                        client ->
                                MessageDigest.isEqual(
                                        client.secret().getBytes(StandardCharsets.UTF_8), secret));
    }

    /**
     * The public client that names itself in the form.
     *
     * @throws OauthFailure invalid_client where there is none, or it must authenticate
     */
    Client publicClient(Call.Parameters form) {
        if (form.has("client_assertion")) {
            throw new ApiFailure(GrpcCode.UNIMPLEMENTED, "STANDIN-call", "private_key_jwt");
        }
        return find(form.get("client_id"))
                .filter(client -> client.secret().isEmpty())
                .orElseThrow(() -> OauthFailure.invalidClient("client not found"));
    }
}
