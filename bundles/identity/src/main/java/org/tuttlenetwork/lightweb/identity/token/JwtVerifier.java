// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies access tokens that are JWTs (contract §2, DECISIONS 3.4). */
public final class JwtVerifier {
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    /** Claims that only ID tokens carry. */
    private static final List<String> OF_ID_TOKENS = List.of("nonce", "at_hash", "c_hash");

    private final IssuerKeys keys;
    private final String issuer;
    private final Set<String> audiences;
    private final Clock clock;

    /**
     * @param audiences one of them must be in {@code aud}
     */
    public JwtVerifier(IssuerKeys keys, String issuer, Set<String> audiences, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audiences = Set.copyOf(audiences);
        this.clock = clock;
    }

    /** Whether a token claims to be a JWT: a JSON header stands before its first dot. */
    public static boolean isJwt(String token) {
        return token.startsWith("ey") && token.indexOf('.') > 0;
    }

    /** Verifies; blocks only while keys are fetched. */
    public Verdict verify(String token) {
        try {
            return verified(SignedJWT.parse(token));
        } catch (ParseException e) {
            return new Verdict.Bad("The token is not a signed JWT");
        } catch (JOSEException e) {
            return new Verdict.Bad("The token's signature cannot be verified");
        } catch (ZitadelException e) {
            return new Verdict.Unknown("The issuer's keys cannot be fetched now");
        }
    }

    private Verdict verified(SignedJWT jwt) throws ParseException, JOSEException {
        Optional<String> header = wrongHeader(jwt.getHeader());
        if (header.isPresent()) {
            return new Verdict.Bad(header.get());
        }
        Optional<JWK> key = keys.find(jwt.getHeader().getKeyID());
        if (key.isEmpty()) {
            return new Verdict.Bad("The token is signed with a key that the issuer does not have");
        }
        Optional<JWSVerifier> verifier = verifier(jwt.getHeader().getAlgorithm(), key.get());
        if (verifier.isEmpty()) {
            return new Verdict.Bad("The token's algorithm does not fit the issuer's key");
        }
        if (!jwt.verify(verifier.get())) {
            return new Verdict.Bad("The token's signature is wrong");
        }
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        Optional<String> wrong = wrongClaims(claims);
        return wrong.isPresent() ? new Verdict.Bad(wrong.get()) : subject(claims.getSubject());
    }

    private static Optional<String> wrongHeader(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return Optional.of("The token's algorithm is not allowed");
        }
        if (header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null) {
            return Optional.of("The token's header brings a key of its own, which never counts");
        }
        if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
            return Optional.of("The token's header demands an extension that is not known");
        }
        JOSEObjectType type = header.getType();
        if (type != null && !type.equals(JOSEObjectType.JWT) && !type.getType().equals("at+jwt")) {
            return Optional.of("The token is of another type than JWT");
        }
        return header.getKeyID() == null
                ? Optional.of("The token's header names no key")
                : Optional.empty();
    }

    private static Optional<JWSVerifier> verifier(JWSAlgorithm algorithm, JWK key)
            throws JOSEException {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return Optional.empty();
        }
        if (JWSAlgorithm.Family.RSA.contains(algorithm) && key instanceof RSAKey rsa) {
            return Optional.of(new RSASSAVerifier(rsa));
        }
        if (key instanceof ECKey ec && JWSAlgorithm.Family.EC.contains(algorithm)) {
            ECDSAVerifier verifier = new ECDSAVerifier(ec);
            return verifier.supportedJWSAlgorithms().contains(algorithm)
                    ? Optional.of(verifier)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> wrongClaims(JWTClaimsSet claims) {
        if (!issuer.equals(claims.getIssuer())) {
            return Optional.of("The token is of another issuer");
        }
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            return Optional.of("The token is for another audience");
        }
        if (OF_ID_TOKENS.stream().anyMatch(claim -> claims.getClaim(claim) != null)) {
            return Optional.of("This is an ID token, not an access token");
        }
        return claims.getJWTID() == null
                ? Optional.of("The token has no jti, so it is no access token")
                : wrongTime(claims);
    }

    private Optional<String> wrongTime(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        Date from = claims.getNotBeforeTime();
        Date issued = claims.getIssueTime();
        if (expires == null || from == null || issued == null) {
            return Optional.of("The token lacks exp, nbf or iat");
        }
        Instant now = clock.instant();
        if (!now.minus(SKEW).isBefore(expires.toInstant())) {
            return Optional.of("The token has expired");
        }
        boolean early =
                now.plus(SKEW).isBefore(from.toInstant())
                        || now.plus(SKEW).isBefore(issued.toInstant());
        return early ? Optional.of("The token is not valid yet") : Optional.empty();
    }

    static Verdict subject(@Nullable String subject) {
        if (subject == null) {
            return new Verdict.Bad("The token names no user");
        }
        try {
            return new Verdict.Good(new UserId(subject));
        } catch (IllegalArgumentException e) {
            return new Verdict.Bad("The token names no user");
        }
    }
}
