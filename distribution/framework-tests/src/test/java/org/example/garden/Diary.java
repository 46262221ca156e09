// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;

import java.util.Set;

/** Writes down what is planted. */
public final class Diary implements FeedConsumer {
    @Override
    public String name() {
        return "diary";
    }

    @Override
    public Set<String> topics() {
        return Set.of("garden");
    }

    @Override
    public void accept(FeedEntry entry) {
        Notes.add("diary-begins", entry.key());
        Trouble.at("diary");
        Notes.add("diary", entry.key());
    }
}
