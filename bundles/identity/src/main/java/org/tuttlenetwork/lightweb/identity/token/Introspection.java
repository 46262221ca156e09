// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.token;

import com.fasterxml.jackson.databind.JsonNode;

import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;

import org.tuttlenetwork.lightweb.identity.zitadel.Issuer;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelHttp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Asks the issuer about opaque tokens (RFC 7662), and remembers answers for some seconds. */
public final class Introspection {
    static final Duration REMEMBERED = Duration.ofSeconds(5);
    static final int MAX_REMEMBERED = 10_000;

    private final ZitadelHttp http;
    private final Issuer issuer;
    private final String clientId;
    private final String clientSecret;
    private final Set<String> audiences;
    private final Clock clock;

    /** By the token's SHA-256, oldest first: a heap dump should not hold tokens. */
    private final LinkedHashMap<String, Remembered> answers = new LinkedHashMap<>();

    /**
     * @param clientId the API application's id; empty where there is none, then opaque tokens are
     *     refused
     */
    public Introspection(
            ZitadelHttp http,
            Issuer issuer,
            String clientId,
            String clientSecret,
            Set<String> audiences,
            Clock clock) {
        this.http = http;
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.audiences = Set.copyOf(audiences);
        this.clock = clock;
    }

    /** Verifies; blocks while the issuer is asked. */
    public Verdict verify(String token) {
        if (clientId.isEmpty()) {
            return new Verdict.Bad("The token is opaque, and this host takes only JWTs");
        }
        if (!token.matches("[\\x21-\\x7e]{8,4096}")) {
            return new Verdict.Bad("The token is malformed");
        }
        String digest = digest(token);
        Instant now = clock.instant();
        synchronized (answers) {
            Remembered known = answers.get(digest);
            if (known != null && now.isBefore(known.until)) {
                return known.verdict;
            }
        }
        try {
            Answer answer = asked(token, now);
            remember(digest, answer, now);
            return answer.verdict;
        } catch (ZitadelException e) {
            return new Verdict.Unknown("The issuer cannot be asked about this token now");
        }
    }

    private Answer asked(String token, Instant now) {
        Request request =
                new Request.Builder()
                        .url(issuer.metadata().introspection())
                        .header(
                                "Authorization",
                                Credentials.basic(encoded(clientId), encoded(clientSecret)))
                        .post(new FormBody.Builder().add("token", token).build())
                        .build();
        JsonNode json = http.send(request, true);
        Instant expires = Instant.ofEpochSecond(json.path("exp").asLong(0));
        return new Answer(verdict(json, expires, now), expires);
    }

    private Verdict verdict(JsonNode json, Instant expires, Instant now) {
        if (!json.path("active").asBoolean(false)) {
            return new Verdict.Bad("The token is not active");
        }
        if (!issuer.name().equals(json.path("iss").asText(issuer.name()))) {
            return new Verdict.Bad("The token is of another issuer");
        }
        Set<String> told = new HashSet<>();
        JsonNode audience = json.path("aud");
        if (audience.isTextual()) {
            told.add(audience.asText());
        }
        audience.forEach(entry -> told.add(entry.asText()));
        if (told.stream().noneMatch(audiences::contains)) {
            return new Verdict.Bad("The token is for another audience");
        }
        if (!now.minus(JwtVerifier.SKEW).isBefore(expires)) {
            return new Verdict.Bad("The token has expired");
        }
        return JwtVerifier.subject(json.path("sub").asText(null));
    }

    private void remember(String digest, Answer answer, Instant now) {
        Instant until = now.plus(REMEMBERED);
        boolean good = answer.verdict instanceof Verdict.Good;
        Instant kept = good && answer.expires.isBefore(until) ? answer.expires : until;
        synchronized (answers) {
            answers.remove(digest);
            answers.put(digest, new Remembered(answer.verdict, kept));
            var oldest = answers.entrySet().iterator();
            while (oldest.hasNext()) {
                Map.Entry<String, Remembered> entry = oldest.next();
                if (answers.size() <= MAX_REMEMBERED && now.isBefore(entry.getValue().until)) {
                    return;
                }
                oldest.remove();
            }
        }
    }

    /** RFC 6749 §2.3.1: both are form-encoded before they become basic credentials. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK has no SHA-256", e);
        }
    }

    private record Answer(Verdict verdict, Instant expires) {}

    private record Remembered(Verdict verdict, Instant until) {}
}
