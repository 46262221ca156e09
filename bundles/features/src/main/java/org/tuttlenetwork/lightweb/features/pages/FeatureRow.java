// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.features.FeatureStatus;
import org.tuttlenetwork.lightweb.features.FeatureStatus.OnItsWay;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A feature as the pages show it.
 *
 * @param feature the feature
 * @param state one of the five words
 * @param badge the word with its shape, as HTML
 * @param trying what is being tried of it and until when, as HTML; empty where nothing is
 */
public record FeatureRow(FeatureStatus feature, Section.State state, String badge, String trying) {
    static FeatureRow of(FeatureStatus feature, Messages messages, Instant now) {
        Section.State state = state(feature.state());
        return new FeatureRow(
                feature,
                state,
                StateBadge.markup(state, messages.locale()),
                feature.onItsWay().map(way -> trying(way, messages, now)).orElse(""));
    }

    static Section.State state(FeatureStatus.State state) {
        return switch (state) {
            case RUNNING -> Section.State.WORKING;
            case TRYING -> Section.State.WAITING;
            case STOPPED -> Section.State.NEEDS_YOU;
            case BROKEN -> Section.State.BROKEN;
            case REMOVED, OFF -> Section.State.OFF;
        };
    }

    private static String trying(OnItsWay way, Messages messages, Instant now) {
        // A version has only letters, digits, points, dashes and underscores: nothing to escape.
        return messages.text(
                "trying." + way.phase(),
                way.version(),
                When.markup(way.until(), now, messages.locale()));
    }

    /** What was added to the host; what needs somebody first. */
    static List<FeatureRow> added(List<FeatureStatus> all, Messages messages, Instant now) {
        return all.stream()
                .filter(feature -> !feature.builtIn())
                .map(feature -> of(feature, messages, now))
                .sorted(
                        Comparator.comparing(FeatureRow::urgency)
                                .thenComparing(row -> row.feature().id()))
                .toList();
    }

    /** What the host is made of; what is wrong first. */
    static List<FeatureRow> builtIn(List<FeatureStatus> all, Messages messages, Instant now) {
        return all.stream()
                .filter(FeatureStatus::builtIn)
                .map(feature -> of(feature, messages, now))
                .sorted(
                        Comparator.comparing(FeatureRow::urgency)
                                .thenComparing(row -> row.feature().id()))
                .toList();
    }

    private int urgency() {
        return switch (state) {
            case BROKEN -> 0;
            case NEEDS_YOU -> 1;
            case WAITING -> 2;
            case WORKING -> 3;
            case OFF -> 4;
        };
    }

    /** Whether an administrator can take it away. */
    public boolean removable() {
        return !feature.builtIn() && feature.state() != FeatureStatus.State.REMOVED;
    }
}
