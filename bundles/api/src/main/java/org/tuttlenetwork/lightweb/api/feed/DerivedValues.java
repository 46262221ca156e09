// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feed;

import java.util.Set;
import java.util.function.Function;

/**
 * Keeps in memory what is asked often and changes seldom. Fails closed: where the feed is not
 * heard, and a few seconds after it was computed, a value is computed anew.
 */
public interface DerivedValues {
    /**
     * @param topics every topic whose entries may change a value; at least one
     * @param compute reads the value from the database, in a transaction of its own; it may be
     *     called by several threads at once, for the same key too
     */
    <K, V> Derived<K, V> derive(Set<String> topics, Function<K, V> compute);
}
