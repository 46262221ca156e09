// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens.Holder;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Organizations;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens made straight, without a login: for {@code ./lightweb token} and for tests. */
public final class TestTokens {
    private static final String ADMINISTRATOR = "lightweb:admin";

    private final TokenIssuer.Provider provider;
    private final TokenIssuer issuer;

    TestTokens(TokenIssuer.Provider provider, TokenIssuer issuer) {
        this.provider = provider;
        this.issuer = issuer;
    }

    /**
     * An access token as asked for.
     *
     * @param userId whose
     * @param scopes what is granted
     * @param opaque whether it is no JWT
     * @param lifetime from now
     * @throws IllegalArgumentException where there is no such user
     */
    public String access(String userId, List<String> scopes, boolean opaque, Duration lifetime) {
        return issuer.access(user(userId), holder(userId, scopes), !opaque, lifetime).value();
    }

    /** The lifetime of tokens that a login gives. */
    public Duration lifetime() {
        return issuer.lifetimes().access();
    }

    /**
     * A token that is not as it should be. It carries the roles of the user.
     *
     * @throws IllegalArgumentException where there is no such user
     */
    public String odd(String userId, OddToken kind) {
        Map<String, Object> claims = goodClaims(userId);
        JWK key = provider.keys().active();
        long now = issuer.now().getEpochSecond();
        return switch (kind) {
            case EXPIRED -> {
                claims.put("iat", now - 7200);
                claims.put("nbf", now - 7200);
                yield sign(claims, "exp", now - 3600);
            }
            case NOT_YET_VALID -> sign(claims, "nbf", now + 3600);
            case WRONG_AUDIENCE -> sign(claims, "aud", List.of("329999999999999999"));
            case OTHER_ISSUER -> sign(claims, "iss", "http://127.0.0.1:1");
            case ALG_NONE ->
                    new PlainObject(
                                    new PlainHeader.Builder().type(JOSEObjectType.JWT).build(),
                                    new Payload(claims))
                            .serialize();
            case HMAC_WITH_PUBLIC_KEY -> hmac(key, claims);
            case EMBEDDED_JWK, KEY_URL, WRONG_SIGNATURE, UNKNOWN_KEY -> foreign(kind, key, claims);
            case ALTERED -> altered(claims);
            case CRITICAL_HEADER -> critical(key, claims);
            case ID_TOKEN -> idToken(userId);
            case NO_EXPIRY -> without(claims, "exp");
            case NO_ID -> without(claims, "jti");
            case UNKNOWN_OPAQUE -> TokenIssuer.random();
            case AUDIENCE_TEXT -> sign(claims, "aud", DemoIds.PROJECT);
            case ROLES_EMPTY -> roles(claims, Map.of());
            case ROLES_LIST -> roles(claims, List.of(ADMINISTRATOR));
            case ROLES_OF_OTHER_ORGANIZATION ->
                    roles(
                            claims,
                            Map.of(
                                    ADMINISTRATOR,
                                    Map.of(
                                            Organizations.GUEST,
                                            Organizations.domain(Organizations.GUEST))));
        };
    }

    private String sign(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return provider.keys().sign(claims);
    }

    private String without(Map<String, Object> claims, String name) {
        claims.remove(name);
        return provider.keys().sign(claims);
    }

    private String roles(Map<String, Object> claims, Object value) {
        claims.put(Claims.ROLES, value);
        return sign(claims, Claims.PROJECT_ROLES, value);
    }

    private static String hmac(JWK key, Map<String, Object> claims) {
        try {
            byte[] der = ((AsymmetricJWK) key).toPublicKey().getEncoded();
            String pem =
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                            + "\n-----END PUBLIC KEY-----\n";
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build();
            JWSObject object = new JWSObject(header, new Payload(claims));
            object.sign(new MACSigner(pem.getBytes(StandardCharsets.US_ASCII)));
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String foreign(OddToken kind, JWK ours, Map<String, Object> claims) {
        RSAKey theirs = SigningKeys.generate(JWSAlgorithm.RS256).toRSAKey();
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT);
        switch (kind) {
            case EMBEDDED_JWK -> header.jwk(theirs.toPublicJWK()).keyID(theirs.getKeyID());
            case KEY_URL ->
                    header.jwkURL(URI.create("http://127.0.0.1:1/keys")).keyID(theirs.getKeyID());
            case WRONG_SIGNATURE -> header.keyID(ours.getKeyID());
            default -> header.keyID(theirs.getKeyID());
        }
        return SigningKeys.sign(theirs, header.build(), claims);
    }

    private String altered(Map<String, Object> claims) {
        List<String> parts = List.of(provider.keys().sign(claims).split("\\.", -1));
        claims.put(
                Claims.PROJECT_ROLES,
                Map.of(ADMINISTRATOR, Map.of(DemoIds.ORGANIZATION, Organizations.DOMAIN)));
        Base64URL changed = new Payload(claims).toBase64URL();
        return parts.get(0) + "." + changed + "." + parts.get(2);
    }

    private static String critical(JWK key, Map<String, Object> claims) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.parse(key.getAlgorithm().getName()))
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .criticalParams(Set.of("http://127.0.0.1/unknown"))
                        .customParam("http://127.0.0.1/unknown", true)
                        .build();
        return SigningKeys.sign(key, header, claims);
    }

    private String idToken(String userId) {
        User user = user(userId);
        Holder holder = holder(userId, Scopes.RECOMMENDED);
        Client client = provider.clients().find(DemoIds.PORTAL_CLIENT).orElseThrow();
        return issuer.idToken(user, client, holder, "n-0S6_WzA2Mj", TokenIssuer.random());
    }

    private Map<String, Object> goodClaims(String userId) {
        User user = user(userId);
        TokenIssuer.Made made =
                issuer.access(
                        user,
                        holder(userId, Scopes.RECOMMENDED),
                        true,
                        issuer.lifetimes().access());
        return issuer.accessClaims(user, made.token());
    }

    private Holder holder(String userId, List<String> scopes) {
        Instant now = issuer.now();
        return new Holder(userId, DemoIds.CLI_CLIENT, scopes, TokenIssuer.random(), now);
    }

    private User user(String userId) {
        return Optional.ofNullable(provider.store().current().users().get(userId))
                .orElseThrow(() -> new IllegalArgumentException("no user " + userId));
    }
}
