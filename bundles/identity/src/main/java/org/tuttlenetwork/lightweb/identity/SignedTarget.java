// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.identity.zitadel.WebhookSignature;

import java.time.Clock;
import java.util.Optional;

/** One of Zitadel's Actions targets, as it is seen from here: closed, or open to who signs. */
public final class SignedTarget {
    private final Optional<WebhookSignature> signature;
    private final Clock clock;

    /**
     * @param signingKey as Zitadel showed it when the target was made; blank where it is closed
     */
    SignedTarget(String signingKey, Clock clock) {
        this.signature =
                Optional.of(signingKey).filter(key -> !key.isBlank()).map(WebhookSignature::new);
        this.clock = clock;
    }

    /**
     * @param header the value of {@code ZITADEL-Signature}; null where there is none
     * @param body the bytes as received
     * @throws LightWebException NOT_FOUND where the target is closed; UNAUTHENTICATED for what
     *     Zitadel has not signed, or not now
     */
    public void require(@Nullable String header, byte[] body) {
        if (signature.isEmpty()) {
            throw LightWebException.notFound("No webhook is taken here.");
        }
        if (header == null || !signature.get().verifies(header, body, clock.instant())) {
            throw new LightWebException(
                    ProblemType.UNAUTHENTICATED,
                    "The signature of this webhook is missing, wrong or too old.");
        }
    }
}
