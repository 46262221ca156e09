// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feed;

import java.time.Instant;

/**
 * A committed change.
 *
 * @param number the position in the feed: positive, growing, given after the commit; no later entry
 *     has a smaller one
 * @param topic the kind of thing, {@code <feature>.<noun>}
 * @param key the thing
 * @param json what was published, as JSON
 * @param at when it was written
 */
public record FeedEntry(long number, String topic, String key, String json, Instant at) {}
