// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import jakarta.ws.rs.core.Response;

import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.islands.Pending;

import java.time.Duration;

/**
 * Leads to an island's page once Zitadel has confirmed what was asked for, or a moment later: the
 * page says what still waits.
 */
final class Confirmed {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Operations operations;

    Confirmed(Operations operations) {
        this.operations = operations;
    }

    Response page(Pending pending) {
        operations.await(pending.operation(), PATIENCE);
        return PageResource.see("/islands/" + pending.island().slug());
    }
}
