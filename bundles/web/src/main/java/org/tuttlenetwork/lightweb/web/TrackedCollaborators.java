// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.identity.Authenticator;
import org.tuttlenetwork.lightweb.api.portal.Sessions;
import org.tuttlenetwork.lightweb.api.portal.Shell;
import org.tuttlenetwork.lightweb.web.idempotency.KeptAnswers;

import java.util.Optional;

/** Follows the other rooms' services as they come and go. */
@Component(service = Collaborators.class)
public final class TrackedCollaborators implements Collaborators {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Authenticator authenticator;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Sessions sessions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Shell shell;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ChangeFeed feed;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable KeptAnswers keptAnswers;

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.ofNullable(authenticator);
    }

    @Override
    public Optional<Sessions> sessions() {
        return Optional.ofNullable(sessions);
    }

    @Override
    public Optional<Shell> shell() {
        return Optional.ofNullable(shell);
    }

    @Override
    public Optional<ChangeFeed> feed() {
        return Optional.ofNullable(feed);
    }

    @Override
    public Optional<KeptAnswers> keptAnswers() {
        return Optional.ofNullable(keptAnswers);
    }
}
