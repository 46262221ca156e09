// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.AccessToken;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.Holder;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.RefreshToken;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes tokens, and recognizes them. */
final class TokenIssuer {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Provider provider;
    private final Claims claims;

    /**
     * What the issuer works with.
     *
     * @param issuer the base URL, without a slash at the end
     * @param store users and roles
     * @param keys to sign with
     * @param tokens those that are out
     * @param clients the applications
     * @param settings lifetimes and clock
     */
    record Provider(
            String issuer,
            Store store,
            SigningKeys keys,
            IssuedTokens tokens,
            Clients clients,
            Settings settings) {}

    /** Lifetimes and the clock they run on. */
    record Settings(Lifetimes lifetimes, Clock clock) {}

    TokenIssuer(Provider provider) {
        this.provider = provider;
        this.claims = new Claims(provider.store());
    }

    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Instant now() {
        return provider.settings().clock().instant();
    }

    Lifetimes lifetimes() {
        return provider.settings().lifetimes();
    }

    /**
     * The answer of the token endpoint to an application.
     *
     * @param nonce of the authorization request, empty where there was none
     * @param absoluteUntil the end of the refresh token that this one follows, empty at login
     */
    ObjectNode answer(
            User user,
            Client client,
            Holder holder,
            String nonce,
            Optional<Instant> absoluteUntil) {
        Made made = access(user, holder, client.tokens().jwtAccessTokens(), lifetimes().access());
        Json json =
                Json.object()
                        .text("access_token", made.value())
                        .text("token_type", "Bearer")
                        .number("expires_in", expiresIn(made.token()));
        boolean refreshable =
                holder.scopes().contains("offline_access")
                        && client.grantTypes().contains(Client.REFRESH_TOKEN);
        if (refreshable) {
            json.text("refresh_token", refresh(holder, absoluteUntil));
        }
        if (holder.scopes().contains("openid")) {
            json.text("id_token", idToken(user, client, holder, nonce, made.value()));
        }
        return json.text("scope", String.join(" ", holder.scopes())).build();
    }

    long expiresIn(AccessToken token) {
        return Duration.between(now(), token.expires()).toSeconds();
    }

    /** An access token and what was noted of it. */
    record Made(String value, AccessToken token) {}

    Made access(User user, Holder holder, boolean jwt, Duration lifetime) {
        String id = "V2_" + random().substring(0, 22) + "-at_" + random().substring(0, 16);
        Instant issued = now().truncatedTo(ChronoUnit.SECONDS);
        String handle = jwt ? id : random();
        AccessToken token =
                new AccessToken(
                        handle, id, holder, audience(holder), issued, issued.plus(lifetime));
        provider.tokens().add(token);
        return new Made(jwt ? provider.keys().sign(accessClaims(user, token)) : handle, token);
    }

    /** The claims of a JWT access token. */
    Map<String, Object> accessClaims(User user, AccessToken token) {
        Holder holder = token.holder();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("iss", provider.issuer());
        all.put("sub", user.id());
        all.put("aud", token.audience());
        all.put("exp", token.expires().getEpochSecond());
        all.put("iat", token.issued().getEpochSecond());
        all.put("nbf", token.issued().getEpochSecond());
        all.put("client_id", holder.clientId().isEmpty() ? user.userName() : holder.clientId());
        all.put("jti", token.id());
        Optional<Client> client = provider.clients().find(holder.clientId());
        boolean asserted = client.map(c -> c.tokens().accessTokenRoleAssertion()).orElse(false);
        all.putAll(claims.roles(user, holder.scopes(), asserted, client.isPresent()));
        all.putAll(Claims.organization(holder.scopes()));
        return all;
    }

    private List<String> audience(Holder holder) {
        Set<String> audience = new LinkedHashSet<>();
        if (!holder.clientId().isEmpty()) {
            audience.add(holder.clientId());
            audience.addAll(provider.clients().ids());
            audience.add(DemoIds.PROJECT);
        }
        audience.addAll(Scopes.audience(holder.scopes()));
        return new ArrayList<>(audience);
    }

    private String refresh(Holder holder, Optional<Instant> absoluteUntil) {
        Instant absolute = absoluteUntil.orElseGet(() -> now().plus(lifetimes().refreshAbsolute()));
        RefreshToken token =
                new RefreshToken(random(), holder, now().plus(lifetimes().refreshIdle()), absolute);
        provider.tokens().add(token);
        return token.value();
    }

    /** An ID token; its {@code aud} and {@code typ} are those of an access token. */
    String idToken(User user, Client client, Holder holder, String nonce, String accessToken) {
        Instant issued = now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("iss", provider.issuer());
        all.put("sub", user.id());
        all.put("aud", audience(holder));
        all.put("exp", issued.plus(lifetimes().access()).getEpochSecond());
        all.put("iat", issued.getEpochSecond());
        all.put("auth_time", holder.authTime().getEpochSecond());
        if (!nonce.isEmpty()) {
            all.put("nonce", nonce);
        }
        all.put("amr", List.of("pwd"));
        all.put("azp", client.id());
        all.put("client_id", client.id());
        all.put("at_hash", leftHalf(accessToken));
        all.put("sid", holder.sessionId());
        if (client.tokens().idTokenUserinfoAssertion()) {
            all.putAll(Claims.profile(user, holder.scopes()));
        }
        boolean asserted = client.tokens().idTokenRoleAssertion();
        all.putAll(claims.roles(user, holder.scopes(), asserted, true));
        all.putAll(Claims.organization(holder.scopes()));
        return provider.keys().sign(all);
    }

    private String leftHalf(String accessToken) {
        String algorithm = provider.keys().active().getAlgorithm().getName();
        byte[] hash = digest(algorithm.equals("EdDSA") ? "SHA-512" : "SHA-256", accessToken);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }

    static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm)
                    .digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Userinfo and role claims of a token, as they are now. */
    Map<String, Object> userinfo(User user, Holder holder, boolean asserted) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sub", user.id());
        all.putAll(Claims.profile(user, holder.scopes()));
        all.putAll(claims.roles(user, holder.scopes(), asserted, true));
        all.putAll(Claims.organization(holder.scopes()));
        return all;
    }

    /** The access token, where it is good and its user active. */
    Optional<AccessToken> active(String value) {
        Optional<AccessToken> token = provider.tokens().access(value);
        if (token.isEmpty()) {
            token =
                    provider.keys()
                            .verify(value)
                            .map(all -> all.get("jti"))
                            .map(Object::toString)
                            .flatMap(provider.tokens()::access);
        }
        return token.filter(found -> userOf(found).isPresent());
    }

    /** The active user of a token. */
    Optional<User> userOf(AccessToken token) {
        return activeUser(token.holder().userId());
    }

    Optional<User> activeUser(String userId) {
        return provider.store().current().user(userId).filter(User::isActive);
    }
}
