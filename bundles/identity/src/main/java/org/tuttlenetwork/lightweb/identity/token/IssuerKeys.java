// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;

import okhttp3.Request;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.identity.zitadel.Issuer;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelHttp;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The issuer's public keys. Fetched again after five minutes (contract §2), and at an unknown key
 * id, but for that at most each ten seconds: anybody can send tokens with made-up key ids.
 */
public final class IssuerKeys {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    /** How long keys still count that could not be fetched again. */
    static final Duration USABLE = Duration.ofHours(12);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final ZitadelHttp http;
    private final Issuer issuer;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Instant.MIN);
    private Instant tried = Instant.MIN;

    public IssuerKeys(ZitadelHttp http, Issuer issuer, Clock clock) {
        this.http = http;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The key of an id; blocks while keys are fetched.
     *
     * @return empty where the issuer has no such key
     * @throws ZitadelException if the keys are not known and the issuer does not answer
     */
    public Optional<JWK> find(String keyId) {
        Known now = known;
        JWK key = now.keys.get(keyId);
        if (key != null && clock.instant().isBefore(now.at.plus(FRESH))) {
            return Optional.of(key);
        }
        return Optional.ofNullable(refreshed(now).keys.get(keyId));
    }

    private synchronized Known refreshed(Known seen) {
        Instant now = clock.instant();
        if (!known.at.equals(seen.at)
                || (!known.keys.isEmpty() && now.isBefore(tried.plus(BETWEEN_FETCHES)))) {
            return known;
        }
        tried = now;
        try {
            known = new Known(fetched(), now);
        } catch (ZitadelException e) {
            if (known.keys.isEmpty() || now.isAfter(known.at.plus(USABLE))) {
                throw e;
            }
            LOG.warn(
                    "The issuer's keys can't be fetched; those known go on counting: {}",
                    e.describe());
        }
        return known;
    }

    private Map<String, JWK> fetched() {
        String json =
                http.send(new Request.Builder().url(issuer.metadata().keys()).build(), true)
                        .toString();
        try {
            Map<String, JWK> keys = new HashMap<>();
            for (JWK key : JWKSet.parse(json).getKeys()) {
                boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
                if (key.getKeyID() != null && signs) {
                    keys.put(key.getKeyID(), key.toPublicJWK());
                }
            }
            return Map.copyOf(keys);
        } catch (ParseException e) {
            throw new ZitadelException("The issuer's keys are not a JWK set", 502, "", e);
        }
    }

    private record Known(Map<String, JWK> keys, Instant at) {}
}
