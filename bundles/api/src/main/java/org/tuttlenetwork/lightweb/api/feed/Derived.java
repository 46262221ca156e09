// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feed;

/**
 * Values that are computed from the database and kept in memory for as long as they are true.
 *
 * @param <K> what they are asked by: immutable, with equals and hashCode
 * @param <V> the values: immutable, since every caller gets the same
 */
@FunctionalInterface
public interface Derived<K, V> {
    /**
     * The value of now: it shows whatever this host committed before the call, and what another
     * host committed as soon as the feed tells of it. Computed here where nothing is kept.
     *
     * @throws RuntimeException whatever the computation throws; nothing is kept then
     */
    V of(K key);
}
