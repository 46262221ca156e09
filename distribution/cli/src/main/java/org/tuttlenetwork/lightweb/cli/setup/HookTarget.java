// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

/**
 * A target as the host wants it.
 *
 * @param id under what later steps know its id
 * @param name in Zitadel
 * @param endpoint at the host
 * @param type {@code restWebhook}, or {@code restCall} where the answer counts
 * @param secret the file in etc/secrets with its signing key
 */
record HookTarget(Known.Id id, String name, String endpoint, String type, String secret) {
    static HookTarget events(String host) {
        return new HookTarget(
                Known.Id.EVENTS_TARGET,
                "lightweb-events",
                host + "/hooks/zitadel",
                "restWebhook",
                "zitadel-webhook");
    }

    static HookTarget claims(String host) {
        return new HookTarget(
                Known.Id.CLAIMS_TARGET,
                "lightweb-claims",
                host + "/hooks/zitadel/claims",
                "restCall",
                "zitadel-claims");
    }
}
