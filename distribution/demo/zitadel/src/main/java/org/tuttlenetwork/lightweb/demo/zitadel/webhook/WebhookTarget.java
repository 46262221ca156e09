// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The one target of Actions v2 executions. The real Zitadel refuses loopback, private and mesh
 * addresses by its default deny list (contract §3.5); the stand-in does so for targets that are
 * created over its API, not for this one.
 *
 * @param endpoint where events are posted
 * @param signingKey of the HMAC
 * @param timeout for the whole answer
 * @param conditions event types ({@code user.locked}) and groups ({@code user.grant})
 */
public record WebhookTarget(
        URI endpoint, String signingKey, Duration timeout, List<String> conditions) {
    /** What the contract recommends to subscribe to (§3.7). */
    public static final List<String> RECOMMENDED_CONDITIONS =
            List.of(
                    "user.grant",
                    "user.removed",
                    "user.deactivated",
                    "user.reactivated",
                    "user.locked",
                    "user.unlocked",
                    "project.role.removed",
                    "project.deactivated",
                    "project.reactivated",
                    "project.removed");

    /** The signing key of the demo; of Zitadel's length, and no secret. */
    public static final String DEMO_SIGNING_KEY = "demo-webhook-signing-key-00000000001";

    public WebhookTarget {
        if (signingKey.isEmpty()) {
            throw new IllegalArgumentException("the webhook's signing key is empty");
        }
        conditions = List.copyOf(conditions);
    }

    /** A target with the recommended conditions and a time-out of 2 s. */
    public static WebhookTarget of(URI endpoint, String signingKey) {
        return new WebhookTarget(
                endpoint, signingKey, Duration.ofSeconds(2), RECOMMENDED_CONDITIONS);
    }

    boolean wants(String eventType) {
        return conditions.stream()
                .anyMatch(c -> eventType.equals(c) || eventType.startsWith(c + "."));
    }
}
