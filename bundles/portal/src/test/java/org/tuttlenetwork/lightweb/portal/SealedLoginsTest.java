// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.portal.SealedLogins.Attempt;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

class SealedLoginsTest {
    private static final Attempt ATTEMPT = new Attempt("nonce", "verifier", "/islands?a=b");

    private final MasterKey key = MasterKey.of(new byte[32]);
    private final Clock clock = Clock.systemUTC();
    private final SealedLogins logins = new SealedLogins(key, clock);
    private final String cookie = logins.seal("state", ATTEMPT);

    @Test
    void opensOnAnyHostWhatAnotherSealed() {
        assertThat(new SealedLogins(key, clock).open(cookie, "state")).contains(ATTEMPT);
        assertThat(cookie).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void opensNeitherAnotherLoginNorOneThatTookTooLong() {
        assertThat(logins.open(cookie, "other")).isEmpty();
        Clock later = Clock.offset(clock, SealedLogins.PATIENCE.plus(Duration.ofSeconds(1)));
        assertThat(new SealedLogins(key, later).open(cookie, "state")).isEmpty();
    }

    @Test
    void opensNothingThatIsAlteredOrOfAnotherKeyOrPurpose() {
        String altered = (cookie.startsWith("A") ? "B" : "A") + cookie.substring(1);
        assertThat(logins.open(altered, "state")).isEmpty();
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        assertThat(new SealedLogins(MasterKey.of(otherKey), clock).open(cookie, "state")).isEmpty();
        String other =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.encrypt(new byte[90], "x"));
        assertThat(logins.open(other, "state")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "=================================="})
    void opensNoNonsense(String nonsense) {
        assertThat(logins.open(nonsense, "state")).isEmpty();
        assertThat(logins.open(nonsense.repeat(40), "state")).isEmpty();
    }
}
