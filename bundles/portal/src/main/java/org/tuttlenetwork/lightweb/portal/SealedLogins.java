// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.tuttlenetwork.lightweb.api.data.MasterKey;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Logins under way, kept by the browsers that began them: anybody may begin one, so the host keeps
 * nothing. Any host opens what another sealed.
 */
final class SealedLogins {
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String PURPOSE = "portal-login";
    private static final int SHORTEST = 64;
    private static final String SEPARATOR = "\n";

    private final MasterKey key;
    private final Clock clock;

    SealedLogins(MasterKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * A login under way.
     *
     * @param nonce what the ID token must carry
     * @param verifier PKCE's secret
     * @param destination where to go afterwards: a path of ours
     */
    record Attempt(String nonce, String verifier, String destination) {}

    /** The cookie of a login that begins now. */
    String seal(String state, Attempt attempt) {
        String end = Long.toString(clock.instant().plus(PATIENCE).getEpochSecond());
        String text =
                String.join(
                        SEPARATOR,
                        end,
                        state,
                        attempt.nonce(),
                        attempt.verifier(),
                        attempt.destination());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.encrypt(text.getBytes(StandardCharsets.UTF_8), PURPOSE));
    }

    /** The login of a cookie; empty where it is another one, too old, or not sealed by us. */
    Optional<Attempt> open(String cookie, String state) {
        if (cookie.length() < SHORTEST) {
            return Optional.empty();
        }
        String[] parts;
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie);
            String text = new String(key.decrypt(sealed, PURPOSE), StandardCharsets.UTF_8);
            parts = text.split(SEPARATOR, -1);
        } catch (IllegalArgumentException | IllegalStateException _) {
            // Anybody can send a cookie.
            return Optional.empty();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[0]));
        return clock.instant().isBefore(end) && parts[1].equals(state)
                ? Optional.of(new Attempt(parts[2], parts[3], parts[4]))
                : Optional.empty();
    }
}
