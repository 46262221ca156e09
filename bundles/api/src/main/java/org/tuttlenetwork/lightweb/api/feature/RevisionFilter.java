// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feature;

import java.util.Collection;

/**
 * Says which bundles' contributions count right now. Every registry that picks contributions up
 * (REST resources, pages, streams, tasks, feed consumers, fragments, service definitions) asks it,
 * so that two revisions of a feature can be started at once and exactly one of them works. Plugin
 * authors never see it.
 *
 * <p>Calls are cheap and may come from any thread.
 */
public interface RevisionFilter {
    /**
     * @param bundleId the id of the contributing bundle
     * @return whether its contributions are picked up
     */
    boolean isActive(long bundleId);

    /**
     * Withholds the contributions of some bundles and releases those of others, in one step: no
     * reader sees a state in between. Only the features engine calls this. Listeners are told
     * before it returns, on the caller's thread.
     *
     * @param release ids of bundles that become active
     * @param withhold ids of bundles that become inactive
     */
    void swap(Collection<Long> release, Collection<Long> withhold);

    /**
     * @param listener called after each change, quickly and without locks of its own held
     * @return ends the subscription when closed
     */
    Subscription onChange(Runnable listener);

    /** Ends when closed; closing twice does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
