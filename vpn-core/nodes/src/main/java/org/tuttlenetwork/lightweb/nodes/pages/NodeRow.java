// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A node as the pages show it.
 *
 * @param id its name
 * @param life how far its life is
 * @param badge its state, as HTML
 * @param sentence why it is so
 * @param where country and provider
 * @param pools the pools that it is in, in words
 * @param use how many peers it serves, and of how many; empty before its first sign of life
 * @param heard when it was heard last, as HTML; empty before its first sign of life
 */
public record NodeRow(
        String id,
        NodeRecord.State life,
        String badge,
        String sentence,
        String where,
        String pools,
        String use,
        String heard) {
    static NodeRow of(Fleet.Known known, Instant now, Messages messages) {
        NodeRecord node = known.node();
        Locale locale = messages.locale();
        String country = Locale.of("", node.jurisdiction()).getDisplayCountry(locale);
        return new NodeRow(
                node.id(),
                node.state(),
                StateBadge.markup(state(known), locale),
                messages.text(reason(known)),
                node.provider().isEmpty() ? country : country + " · " + node.provider(),
                pools(known, messages),
                node.beat()
                        .map(
                                beat ->
                                        messages.text(
                                                "use",
                                                beat.peers(),
                                                node.facts()
                                                        .map(NodeRecord.Facts::capacity)
                                                        .orElse(0)))
                        .orElse(""),
                node.beat().map(beat -> When.markup(beat.at(), now, locale)).orElse(""));
    }

    private static String pools(Fleet.Known known, Messages messages) {
        return known.pools().isEmpty()
                ? messages.text("pools.none")
                : known.pools().stream()
                        .sorted()
                        .map(pool -> messages.text("pool." + pool))
                        .collect(Collectors.joining(", "));
    }

    /** Whether it can be revoked: it is not yet. */
    public boolean revocable() {
        return life != NodeRecord.State.REVOKED;
    }

    /** Whether it may be told to take no new users. */
    public boolean drainable() {
        return life == NodeRecord.State.REGISTERED;
    }

    /** Whether it may be told to take users again. */
    public boolean resumable() {
        return life == NodeRecord.State.DRAINING;
    }

    static Section.State state(Fleet.Known known) {
        return switch (known.node().state()) {
            case REVOKED -> Section.State.OFF;
            case ENROLLED, DRAINING -> Section.State.WAITING;
            case REGISTERED ->
                    switch (known.health()) {
                        case UP ->
                                known.heardLately() ? Section.State.WORKING : Section.State.WAITING;
                        case UNKNOWN, SUSPECT -> Section.State.WAITING;
                        case DOWN -> Section.State.BROKEN;
                    };
        };
    }

    static String reason(Fleet.Known known) {
        return switch (known.node().state()) {
            case REVOKED -> "reason.revoked";
            case ENROLLED -> "reason.enrolled";
            case DRAINING -> "reason.draining";
            case REGISTERED -> "reason." + silence(known);
        };
    }

    private static String silence(Fleet.Known known) {
        return switch (known.health()) {
            case UP -> known.heardLately() ? "up" : "silent";
            case UNKNOWN -> "unknown";
            case SUSPECT -> "suspect";
            case DOWN -> "down";
        };
    }
}
