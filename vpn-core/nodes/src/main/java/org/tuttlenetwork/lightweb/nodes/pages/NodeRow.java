// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;

import java.util.stream.Collectors;

/**
 * A node as the pages show it.
 *
 * @param id its name
 * @param badge its state, as HTML
 * @param sentence why it is so
 * @param where country and provider
 * @param pools the pools that it is in, in words
 * @param use how many peers it serves, and of how many; empty before its first sign of life
 * @param revocable whether anything can still be done with it
 * @param drainable whether it may be told to take no new users
 */
public record NodeRow(
        String id,
        String badge,
        String sentence,
        String where,
        String pools,
        String use,
        boolean revocable,
        boolean drainable) {
    static NodeRow of(Fleet.Known known, Messages messages) {
        NodeRecord node = known.node();
        Section.State state = state(known);
        return new NodeRow(
                node.id(),
                StateBadge.markup(state, messages.locale()),
                messages.text(reason(known)),
                node.provider().isEmpty()
                        ? node.jurisdiction()
                        : node.jurisdiction() + " · " + node.provider(),
                known.pools().isEmpty()
                        ? messages.text("pools.none")
                        : known.pools().stream()
                                .map(PoolId::name)
                                .sorted()
                                .collect(Collectors.joining(", ")),
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
                node.state() != NodeRecord.State.REVOKED,
                node.state() == NodeRecord.State.REGISTERED);
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

    private static String reason(Fleet.Known known) {
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
