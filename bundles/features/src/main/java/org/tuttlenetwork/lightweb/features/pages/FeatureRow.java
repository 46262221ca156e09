// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.features.FeatureStatus;

import java.util.Comparator;
import java.util.List;

/**
 * A feature as the pages show it.
 *
 * @param feature the feature
 * @param state one of the five words
 * @param badge the word with its shape, as HTML
 */
public record FeatureRow(FeatureStatus feature, Section.State state, String badge) {
    static FeatureRow of(FeatureStatus feature, Messages messages) {
        Section.State state =
                switch (feature.state()) {
                    case RUNNING -> Section.State.WORKING;
                    case TRYING -> Section.State.WAITING;
                    case STOPPED -> Section.State.NEEDS_YOU;
                    case BROKEN -> Section.State.BROKEN;
                    case REMOVED, OFF -> Section.State.OFF;
                };
        return new FeatureRow(feature, state, StateBadge.markup(state, messages.locale()));
    }

    /** What is wrong first, then what was added here, then the host's own parts. */
    static List<FeatureRow> of(List<FeatureStatus> features, Messages messages) {
        return features.stream()
                .map(feature -> of(feature, messages))
                .sorted(
                        Comparator.comparing(
                                        (FeatureRow row) -> row.state() != Section.State.BROKEN)
                                .thenComparing(row -> row.feature().builtIn())
                                .thenComparing(row -> row.feature().id()))
                .toList();
    }

    /** Whether an administrator can take it away. */
    public boolean removable() {
        return !feature.builtIn() && state != Section.State.OFF;
    }
}
