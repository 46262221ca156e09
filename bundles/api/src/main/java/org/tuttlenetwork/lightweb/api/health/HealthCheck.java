// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.health;

/** A service that says how a part of the host is. Called often: it must answer from memory. */
public interface HealthCheck {
    /** A short name in lower case, for example {@code netbird}. */
    String name();

    Health health();
}
