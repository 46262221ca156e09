// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import java.time.Instant;
import java.util.SortedSet;

/**
 * A map as a peer got it.
 *
 * @param at when it was sent on the peer's stream
 * @param peers the ids of the peers in it
 */
public record DeliveredMap(Instant at, SortedSet<String> peers) {}
