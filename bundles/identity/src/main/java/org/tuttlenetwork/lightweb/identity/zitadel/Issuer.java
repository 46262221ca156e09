// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.databind.JsonNode;

import okhttp3.HttpUrl;
import okhttp3.Request;

import org.jspecify.annotations.Nullable;

/** What an OIDC issuer says about itself; asked once it is needed, and kept. */
public final class Issuer {
    private final ZitadelHttp http;
    private final HttpUrl url;
    private final String name;
    private volatile @Nullable Metadata metadata;

    /**
     * @param name the issuer exactly as in tokens, for example {@code https://id.example.org}
     */
    public Issuer(ZitadelHttp http, String name) {
        this.http = http;
        this.name = name;
        this.url = HttpUrl.get(name);
    }

    /** The issuer exactly as in tokens. */
    public String name() {
        return name;
    }

    /** A URL under the issuer. */
    public HttpUrl resolve(String path) {
        return url.newBuilder().encodedPath(path).build();
    }

    /**
     * Blocks at the first call.
     *
     * @throws ZitadelException if it does not answer, names another issuer, or points elsewhere
     */
    public Metadata metadata() {
        Metadata known = metadata;
        if (known == null) {
            known = discovered();
            metadata = known;
        }
        return known;
    }

    private Metadata discovered() {
        HttpUrl where = resolve("/.well-known/openid-configuration");
        JsonNode json = http.send(new Request.Builder().url(where).build(), true);
        String told = json.path("issuer").asText("");
        if (!told.equals(name)) {
            throw new ZitadelException(
                    "The server at " + name + " names another issuer: " + told, 502, "", null);
        }
        return new Metadata(
                endpoint(json, "jwks_uri"),
                endpoint(json, "token_endpoint"),
                endpoint(json, "introspection_endpoint"));
    }

    private HttpUrl endpoint(JsonNode json, String key) {
        HttpUrl endpoint = HttpUrl.parse(json.path(key).asText(""));
        // Secrets are sent there: an issuer's document may not send them to another server.
        if (endpoint == null
                || !endpoint.scheme().equals(url.scheme())
                || !endpoint.host().equals(url.host())
                || endpoint.port() != url.port()) {
            throw new ZitadelException(
                    "The issuer's " + key + " is missing or on another server", 502, "", null);
        }
        return endpoint;
    }

    /**
     * Where things are; all on the issuer's own server.
     *
     * @param keys the JWK set
     * @param token the token endpoint
     * @param introspection the introspection endpoint
     */
    public record Metadata(HttpUrl keys, HttpUrl token, HttpUrl introspection) {}
}
