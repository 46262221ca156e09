// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.FeatureStatus;
import org.tuttlenetwork.lightweb.features.FeatureStatus.Facts;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.store.HostStore.OnHost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One feature's page.
 *
 * @param row the feature, its state and what is being tried
 * @param facts what is true of it, each for itself
 * @param publisher who signed it, and whether they are trusted, in words; empty for a part of the
 *     host
 * @param next what to do now, in sentences; empty where nothing needs to be done
 * @param hosts what each host runs of it
 * @param history a page of what was done, newest first
 */
public record FeatureView(
        FeatureRow row,
        List<Fact> facts,
        Optional<String> publisher,
        List<String> next,
        List<OnThisHost> hosts,
        HistoryPage history) {
    public FeatureView {
        facts = List.copyOf(facts);
        next = List.copyOf(next);
        hosts = List.copyOf(hosts);
    }

    /**
     * One fact.
     *
     * @param key of its words
     * @param holds whether it is so
     * @param wrong whether it should be so and is not
     */
    public record Fact(String key, boolean holds, boolean wrong) {
        /** The class that draws the word with its shape. */
        public String style() {
            return holds ? "state-working" : wrong ? "state-broken" : "state-off";
        }
    }

    /**
     * A host.
     *
     * @param on what it runs
     * @param self whether it is the one that made this page
     */
    public record OnThisHost(OnHost on, boolean self) {
        /** What tells it from others, short. */
        public String name() {
            return on.host().toString().substring(0, 8);
        }
    }

    /**
     * What was done.
     *
     * @param rows at most a page
     * @param older the cursor of the next page; empty at the end
     * @param first whether the newest are on it
     */
    public record HistoryPage(List<HistoryRow> rows, Optional<UUID> older, boolean first) {
        public HistoryPage {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One thing that was done.
     *
     * @param when HTML
     * @param what in words
     * @param ended how, in words
     * @param who a name
     * @param detail why; empty where there is nothing to say
     */
    public record HistoryRow(
            String when, String version, String what, String ended, String who, String detail) {}

    static FeatureView of(
            FeatureRow row,
            Optional<FeaturePlan.Publisher> publisher,
            UUID self,
            HistoryPage history,
            Messages messages) {
        FeatureStatus feature = row.feature();
        return new FeatureView(
                row,
                facts(feature),
                publisher.map(FeaturePlan.Publisher::words),
                next(feature, messages),
                feature.onHosts().stream()
                        .map(on -> new OnThisHost(on, on.host().equals(self)))
                        .toList(),
                history);
    }

    private static List<Fact> facts(FeatureStatus feature) {
        Facts facts = feature.facts();
        boolean runs = feature.state() != State.REMOVED && feature.state() != State.OFF;
        boolean shouldRun = runs && feature.state() != State.STOPPED;
        return List.of(
                new Fact("uploaded", facts.uploaded(), runs),
                new Fact("verified", facts.verified(), runs),
                new Fact("resolved", facts.resolved(), shouldRun),
                new Fact("started", facts.started(), shouldRun),
                new Fact("healthy", facts.healthy(), shouldRun));
    }

    private static List<String> next(FeatureStatus feature, Messages messages) {
        List<String> next = new ArrayList<>();
        switch (feature.state()) {
            case BROKEN -> {
                if (feature.builtIn()) {
                    next.add(messages.text("next.host"));
                    return next;
                }
                if (!feature.facts().verified()) {
                    next.add(messages.text("next.signed"));
                    return next;
                }
                feature.previous()
                        .ifPresent(before -> next.add(messages.text("next.back", before)));
                next.add(messages.text("next.mended"));
            }
            case STOPPED -> next.add(messages.text("next.stopped"));
            case OFF -> next.add(messages.text("next.safe"));
            case REMOVED -> next.add(messages.text("next.removed"));
            case RUNNING, TRYING -> {}
        }
        return next;
    }

    /**
     * Whether there is another version to go back to, and nothing of it is being tried. What is
     * stopped was stopped because its data has gone where older versions cannot follow.
     */
    public boolean canGoBack(List<String> kept) {
        FeatureStatus feature = row.feature();
        return !feature.builtIn()
                && feature.onItsWay().isEmpty()
                && feature.state() != State.REMOVED
                && feature.state() != State.STOPPED
                && kept.stream().anyMatch(version -> !version.equals(feature.version()));
    }
}
