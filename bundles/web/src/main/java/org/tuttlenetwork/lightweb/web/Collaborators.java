// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.identity.Authenticator;
import org.tuttlenetwork.lightweb.api.portal.Sessions;
import org.tuttlenetwork.lightweb.api.portal.Shell;
import org.tuttlenetwork.lightweb.web.idempotency.KeptAnswers;

import java.util.Optional;

/** Services of other rooms that may be absent for a while. Each call gives what is there now. */
public interface Collaborators {
    Optional<Authenticator> authenticator();

    Optional<Sessions> sessions();

    Optional<Shell> shell();

    Optional<ChangeFeed> feed();

    Optional<KeptAnswers> keptAnswers();
}
