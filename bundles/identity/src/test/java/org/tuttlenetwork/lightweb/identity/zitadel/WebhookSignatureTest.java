// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class WebhookSignatureTest {
    private static final String GOOD =
            "49ddc39db7ccc9818f38fd9ec41de3435f1eb65db5bd08a84b25a2240e3508ac";
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    private static final byte[] BODY =
            "{\"event_type\":\"user.grant.added\"}".getBytes(StandardCharsets.UTF_8);

    private final WebhookSignature signature = new WebhookSignature("signing-key-1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=1700000000,v1=" + GOOD,
                "t=1700000000,v1=zz,v1=" + GOOD,
                "t=1700000000,v0=x,v1=" + GOOD
            })
    void acceptsTheContractsVector(String header) {
        assertThat(signature.verifies(header, BODY, THEN.plusSeconds(300))).isTrue();
        assertThat(signature.verifies(header, BODY, THEN.minusSeconds(300))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=1700000000",
                "v1=" + GOOD,
                "t=1700000001,v1=" + GOOD,
                "t=1700000000;v1=" + GOOD,
                "t=1700000000,v1=" + GOOD + ",rubbish",
                "t=-1,v1=" + GOOD
            })
    void refusesWhatIsNotSigned(String header) {
        assertThat(signature.verifies(header, BODY, THEN)).isFalse();
    }

    @Test
    void refusesOldOnesFutureOnesAndOtherBodies() {
        String header = "t=1700000000,v1=" + GOOD;
        assertThat(signature.verifies(header, BODY, THEN.plusSeconds(301))).isFalse();
        assertThat(signature.verifies(header, BODY, THEN.minusSeconds(301))).isFalse();
        assertThat(signature.verifies(header, new byte[] {'{', '}'}, THEN)).isFalse();
        assertThat(new WebhookSignature("signing-key-2").verifies(header, BODY, THEN)).isFalse();
    }
}
