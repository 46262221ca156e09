// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.time.Duration;

/** How long the instance lets an access token live, as seen at the service user's own. */
final class TokenLifeCheck implements Check {
    /** Zitadel's default is 12 hours; a browser's session is ended at once all the same. */
    private static final Duration LONG = Duration.ofHours(1);

    private final ServiceUser user;

    TokenLifeCheck(ServiceUser user) {
        this.user = user;
    }

    @Override
    public String name() {
        return "token life";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        Duration life = Duration.ofSeconds(user.token().seconds());
        String seen = "access tokens live " + life.toMinutes() + " minutes";
        return life.compareTo(LONG) > 0
                ? Verdict.warn(
                        seen,
                        "A token that was stolen is good as long. In Zitadel: Default settings,"
                                + " OIDC token lifetimes: 15 minutes for access tokens.")
                : Verdict.ok(seen);
    }
}
