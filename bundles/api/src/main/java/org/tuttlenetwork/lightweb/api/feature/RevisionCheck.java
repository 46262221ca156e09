// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feature;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A room that picks contributions up, asked whether it could take up those of a revision that is
 * started and withheld. The features engine asks every such service until none has anything pending
 * before it lets a revision take over, and goes on asking during its grace period.
 */
public interface RevisionCheck {
    /**
     * What stands in the way. May prepare what the room needs to take the revision over at once;
     * blocks for no longer than that takes. Never called for two revisions of one feature at once.
     *
     * @param bundleIds the bundles of one revision, started
     */
    Findings check(Collection<Long> bundleIds);

    /**
     * What a room found.
     *
     * @param pending what is still being made, in words; asked again a moment later
     * @param failures what will not come right by waiting, in words for an administrator
     */
    record Findings(List<String> pending, List<String> failures) {
        /** Nothing stands in the way. */
        public static final Findings NONE = new Findings(List.of(), List.of());

        public Findings {
            pending = List.copyOf(pending);
            failures = List.copyOf(failures);
        }

        public static Findings pending(String what) {
            return new Findings(List.of(what), List.of());
        }

        public static Findings failed(String why) {
            return new Findings(List.of(), List.of(why));
        }

        /** Both together. */
        public Findings and(Findings other) {
            List<String> waiting = new ArrayList<>(pending);
            waiting.addAll(other.pending);
            List<String> wrong = new ArrayList<>(failures);
            wrong.addAll(other.failures);
            return new Findings(waiting, wrong);
        }

        public boolean isEmpty() {
            return pending.isEmpty() && failures.isEmpty();
        }
    }
}
