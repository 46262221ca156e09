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
import java.util.concurrent.locks.ReentrantLock;

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
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known known = new Known(Map.of(), Instant.MIN);
    private volatile Attempt last = new Attempt(0, Instant.MIN, Optional.empty());

    public IssuerKeys(ZitadelHttp http, Issuer issuer, Clock clock) {
        this.http = http;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The key of an id. Blocks while keys are fetched, but where the key is known and still usable
     * for one caller at a time only.
     *
     * @return empty where the issuer has no such key
     * @throws ZitadelException if the keys are not known and the issuer does not answer
     */
    public Optional<JWK> find(String keyId) {
        Known seen = known;
        long before = last.number;
        JWK key = seen.keys.get(keyId);
        if (key != null && seen.isYounger(FRESH, clock.instant())) {
            return Optional.of(key);
        }
        if (key == null || !seen.isYounger(USABLE, clock.instant())) {
            fetching.lock();
        } else if (!fetching.tryLock()) {
            return Optional.of(key);
        }
        try {
            refresh(before);
        } finally {
            fetching.unlock();
        }
        return Optional.ofNullable(known.keys.get(keyId));
    }

    /** Whoever waited for an attempt shares how it ended: a hanging issuer delays each once. */
    private void refresh(long before) {
        Instant start = clock.instant();
        boolean shared = last.number != before;
        boolean early = !known.keys.isEmpty() && start.isBefore(last.ended.plus(BETWEEN_FETCHES));
        if (!shared && !early) {
            attempt(start);
        }
        if (last.failure.isPresent() && !known.isYounger(USABLE, start)) {
            throw last.failure.get();
        }
    }

    private void attempt(Instant start) {
        try {
            known = new Known(fetched(), start);
            last = new Attempt(last.number + 1, clock.instant(), Optional.empty());
        } catch (ZitadelException e) {
            last = new Attempt(last.number + 1, clock.instant(), Optional.of(e));
            LOG.warn(
                    "The issuer's keys can't be fetched; those known go on counting: {}",
                    e.describe());
        }
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

    private record Known(Map<String, JWK> keys, Instant at) {
        boolean isYounger(Duration age, Instant now) {
            return !keys.isEmpty() && now.isBefore(at.plus(age));
        }
    }

    private record Attempt(long number, Instant ended, Optional<ZitadelException> failure) {}
}
