// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

import java.util.Collection;
import java.util.Optional;

/**
 * Keeps what a revision exports to itself (OSGi Core R8, §57). So the closure of what is refreshed
 * with a revision is the revision, two revisions of a feature never wire to each other, and nothing
 * that a plugin brings can be wired to by the platform.
 */
public final class RevisionIsolation implements ResolverHookFactory {
    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new ResolverHook() {
            @Override
            public void filterMatches(
                    BundleRequirement requirement, Collection<BundleCapability> candidates) {
                Optional<RevisionKey> who = RevisionKey.of(requirement.getRevision().getBundle());
                candidates.removeIf(candidate -> !isOpen(candidate, who));
            }

            @Override
            public void filterResolvable(Collection<BundleRevision> candidates) {
                // Every bundle may resolve.
            }

            @Override
            public void filterSingletonCollisions(
                    BundleCapability singleton, Collection<BundleCapability> collisions) {
                // Two revisions of a feature are there at once, singletons or not.
                RevisionKey.of(singleton.getRevision().getBundle())
                        .ifPresent(
                                mine -> collisions.removeIf(other -> isOtherRevision(other, mine)));
            }

            @Override
            public void end() {
                // Nothing is held.
            }
        };
    }

    private static boolean isOpen(BundleCapability capability, Optional<RevisionKey> who) {
        Optional<RevisionKey> whose = RevisionKey.of(capability.getRevision().getBundle());
        return whose.isEmpty() || whose.equals(who);
    }

    private static boolean isOtherRevision(BundleCapability capability, RevisionKey mine) {
        return RevisionKey.of(capability.getRevision().getBundle())
                .filter(other -> other.feature().equals(mine.feature()) && !other.equals(mine))
                .isPresent();
    }
}
