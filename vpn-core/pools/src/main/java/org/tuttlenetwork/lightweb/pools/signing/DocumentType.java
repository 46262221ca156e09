// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import java.time.Duration;

/** The kinds of signed document (DECISIONS 5.3). The name is part of what is signed. */
public enum DocumentType {
    ROOT("root", Duration.ofDays(365)),
    POOLS("tuttle-pools", Duration.ofDays(90)),
    NODES("tuttle-nodes", Duration.ofHours(24)),
    TIMESTAMP("tuttle-timestamp", Duration.ofHours(24));

    private final String id;
    private final Duration lifetime;

    DocumentType(String id, Duration lifetime) {
        this.id = id;
        this.lifetime = lifetime;
    }

    /** The name in documents. */
    public String id() {
        return id;
    }

    /** From issue to expiry. */
    public Duration lifetime() {
        return lifetime;
    }
}
