// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one island's page shows.
 *
 * @param role the viewer's role
 * @param viewerId the viewer's user id
 * @param mesh how far the mesh is
 * @param wrong what was wrong with what was just asked for; null where nothing was
 */
public record IslandPage(
        Messages messages,
        IslandRecord island,
        MemberRole role,
        String viewerId,
        List<Member> members,
        FragmentState mesh,
        @Nullable String wrong) {
    public IslandPage {
        members = List.copyOf(members);
    }

    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    /** What members may reach on each other's devices, as a sentence. */
    public String rules() {
        return switch (island.rules()) {
            case MemberRules.ServicesOnly() -> text("rules.services");
            case MemberRules.ChosenPorts(List<Integer> ports) ->
                    text(
                            "rules.ports",
                            ports.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            case MemberRules.Everything() -> text("rules.everything");
        };
    }

    /** The state of the mesh: word, shape, colour. */
    public String badge() {
        Section.State state =
                switch (mesh.state()) {
                    case APPLIED -> Section.State.WORKING;
                    case PENDING, ABSENT -> Section.State.WAITING;
                    case HELD -> Section.State.NEEDS_YOU;
                    case FAILED -> Section.State.BROKEN;
                };
        return StateBadge.markup(state, messages.locale());
    }

    /** Beside the role of somebody who is not in yet: that it is on its way. */
    public String waiting(Member member) {
        return member.pending().isPresent()
                ? StateBadge.markup(Section.State.WAITING, messages.locale())
                : "";
    }

    /** What that state means, in a sentence. */
    public String meshSentence() {
        return text("mesh." + mesh.state().name().toLowerCase(java.util.Locale.ROOT));
    }

    public boolean mayAdd() {
        return role.mayManage(MemberRole.MEMBER);
    }

    public boolean mayRemove(Member member) {
        return role.mayManage(member.role()) && !member.person().id().value().equals(viewerId);
    }

    public boolean isOwner() {
        return role == MemberRole.OWNER;
    }

    public String roleName(MemberRole which) {
        return text("role." + which.key());
    }

    /** A member's devices in words. */
    public String devices(Member member) {
        return member.devices().isEmpty()
                ? text("devices.none")
                : member.devices().stream()
                        .map(
                                device ->
                                        device.name()
                                                + (device.connected()
                                                        ? " (" + text("devices.on") + ")"
                                                        : ""))
                        .collect(Collectors.joining(", "));
    }
}
