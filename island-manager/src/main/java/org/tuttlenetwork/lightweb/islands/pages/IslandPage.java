// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.islands.Agreements;
import org.tuttlenetwork.lightweb.islands.Handover;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.Rescue;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService.Asked;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one island's page shows.
 *
 * @param visitor who looks
 * @param people its members, and who else is named
 * @param mesh how far the mesh is
 * @param form what was typed to add somebody
 * @param removed whom the visitor has just removed
 * @param waiting what waits for somebody's yes
 * @param picture the hash of the island's picture; empty where it has none
 */
public record IslandPage(
        Visitor visitor,
        IslandRecord island,
        People people,
        FragmentState mesh,
        AddForm form,
        Optional<Removed> removed,
        Waiting waiting,
        String picture) {
    public List<Member> members() {
        return people.members();
    }

    public List<Asked> requests() {
        return waiting.requests();
    }

    public Optional<Handover> handover() {
        return waiting.handover();
    }

    /** Whether the island is offered to who looks. */
    public boolean isOfferedToVisitor() {
        return handover()
                .filter(one -> one.state() == Handover.State.OFFERED)
                .filter(one -> one.to().value().equals(visitor.id))
                .isPresent();
    }

    /** The name of who offers it. */
    public String offeredBy() {
        return name(handover().orElseThrow().from());
    }

    /** To whom it is offered and how far that is, as a sentence. */
    public String offer() {
        Handover one = handover().orElseThrow();
        String key = one.state() == Handover.State.OFFERED ? "handover.waits" : "handover.accepted";
        return text(key, name(one.to()));
    }

    /** Whether who looks may take the offer back. */
    public boolean mayWithdraw() {
        Handover one = handover().orElseThrow();
        return one.from().value().equals(visitor.id);
    }

    private String name(UserId user) {
        return people.name(user).orElse(user.value());
    }

    public String text(String key, Object... arguments) {
        return visitor.messages.text(key, arguments);
    }

    public Locale locale() {
        return visitor.messages.locale();
    }

    /** Where this island's pages are. */
    public String path() {
        return "/islands/" + island.slug().value();
    }

    /** What members may reach on each other's devices, as a sentence. */
    public String rules() {
        return rules(island, visitor.messages);
    }

    public boolean isRescued() {
        return waiting.rescue().isPresent();
    }

    /** Who becomes the owner, when and why, as a sentence. */
    public String rescue() {
        Rescue rescue = waiting.rescue().orElseThrow();
        return text(
                "rescue.announced",
                name(rescue.candidate()),
                EndDate.words(rescue.dueAt(), locale()),
                rescue.why());
    }

    /** Whether who looks is asked to agree to more than they have. */
    public boolean isAsked() {
        return agreed().isPresent();
    }

    private Optional<MemberRules> agreed() {
        return waiting.agreements().less(new UserId(visitor.id));
    }

    /** What who looks has agreed to, as a sentence. */
    public String agreedRules() {
        return rules(agreed().orElseThrow(), visitor.messages);
    }

    /** How many others have not agreed to the rules as they are. */
    public long undecided() {
        return members().stream()
                .filter(Member::isIn)
                .filter(member -> waiting.agreements().less(member.person().id()).isPresent())
                .count();
    }

    static String rules(IslandRecord island, Messages messages) {
        return rules(island.rules(), messages);
    }

    static String rules(MemberRules rules, Messages messages) {
        return switch (rules) {
            case MemberRules.ServicesOnly() -> messages.text("rules.services");
            case MemberRules.ChosenPorts(List<Integer> ports) ->
                    messages.text(
                            "rules.ports",
                            ports.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            case MemberRules.Everything() -> messages.text("rules.everything");
        };
    }

    /** The state of the mesh: word, shape, colour. */
    public String badge() {
        return StateBadge.markup(MeshWords.state(mesh), locale());
    }

    /** What that state means, in a sentence. */
    public String meshSentence() {
        return MeshWords.sentence(mesh, visitor.messages);
    }

    /**
     * Since when the mesh is not as declared, as HTML; empty where it is, and within the first
     * moment.
     */
    public String meshSince() {
        return MeshWords.isWorthSaying(mesh, visitor.now)
                ? text("mesh.since", When.markup(mesh.since(), visitor.now, locale()))
                : "";
    }

    /** Beside somebody for whom something is on its way: that it is. */
    public String waiting(Member member) {
        return member.pending().isPresent() ? waitingBadge() : "";
    }

    private String waitingBadge() {
        return StateBadge.markup(Section.State.WAITING, locale());
    }

    /** When somebody was added here, as HTML; empty where it is not known. */
    public String since(Member member) {
        return !mayAdd() && !isVisitor(member)
                ? ""
                : member.since().map(at -> When.markup(at, visitor.now, locale())).orElse("");
    }

    /** Who added somebody, where that was another and is shown; empty where it is not known. */
    public String by(Member member) {
        return since(member).isEmpty()
                ? ""
                : member.addedBy()
                        .filter(who -> !who.equals(member.person().id()))
                        .flatMap(people::name)
                        .orElse("");
    }

    public boolean mayAdd() {
        return visitor.role.mayManage(MemberRole.GUEST);
    }

    public boolean mayGive(MemberRole role) {
        return visitor.role.mayManage(role);
    }

    public boolean mayRemove(Member member) {
        return visitor.role.mayManage(member.role()) && !isVisitor(member);
    }

    /** Who may be made something else, or get an end date. */
    public boolean mayChange(Member member) {
        return member.isIn() && mayRemove(member);
    }

    /** What is to come of a membership, as a sentence; empty where nothing is. */
    public String future(Member member) {
        String change = member.changesTo().map(to -> text("changes", roleName(to))).orElse("");
        String end =
                member.until()
                        .filter(_ -> mayAdd() || isVisitor(member))
                        .map(until -> text("ends", EndDate.words(until, locale())))
                        .orElse("");
        return change.isEmpty() || end.isEmpty() ? change + end : change + " · " + end;
    }

    /** The last day of a membership, for a date field; empty where it has none. */
    public String lastDay(Member member) {
        return member.until().map(EndDate::day).orElse("");
    }

    /** What somebody who waits came by, and since when they wait, as HTML. */
    public String waits(Asked asked) {
        return text(
                "requests.waits",
                roleName(asked.invitation().terms().role()),
                When.markup(asked.request().askedAt(), visitor.now, locale()));
    }

    public boolean isVisitor(Member member) {
        return member.person().id().value().equals(visitor.id);
    }

    public boolean isOwner() {
        return visitor.role == MemberRole.OWNER;
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
                                        device.connected()
                                                ? text("devices.on", device.name())
                                                : device.name())
                        .collect(Collectors.joining(", "));
    }

    /**
     * What waits for somebody's yes.
     *
     * @param requests who waits for the visitor's
     * @param handover the island itself, offered to somebody
     * @param agreements who has agreed to less than the rules
     * @param rescue an owner whom an administrator makes
     */
    public record Waiting(
            List<Asked> requests,
            Optional<Handover> handover,
            Agreements agreements,
            Optional<Rescue> rescue) {

        public Waiting {
            requests = List.copyOf(requests);
        }

        /** Whom that concerns. */
        List<UserId> people() {
            List<UserId> people = new ArrayList<>();
            handover.ifPresent(one -> people.addAll(List.of(one.from(), one.to())));
            rescue.ifPresent(one -> people.add(one.candidate()));
            return people;
        }
    }

    /**
     * Who looks.
     *
     * @param messages the room's texts in their language
     * @param id their user id
     * @param role their role on the island
     * @param now the time of looking
     */
    public record Visitor(Messages messages, String id, MemberRole role, Instant now) {
        static Visitor of(Viewer viewer, IslandRecord island, IslandService islands, Instant now) {
            UserId user = viewer.require().user();
            return new Visitor(
                    IslandPages.messages(viewer),
                    user.value(),
                    islands.role(user, island).orElse(MemberRole.GUEST),
                    now);
        }
    }

    /**
     * What was typed to add somebody.
     *
     * @param login as typed
     * @param role as chosen
     * @param wrong what was wrong with it, or with another thing that was asked for here
     */
    public record AddForm(String login, String role, Wrong wrong) {
        static final AddForm EMPTY = new AddForm("", MemberRole.MEMBER.key(), Wrong.NOTHING);
    }

    /**
     * Somebody who was just removed, and can be taken back.
     *
     * @param user their id
     * @param name what they are called
     */
    public record Removed(String user, String name) {
        boolean isOf(Member member) {
            return member.person().id().value().equals(user);
        }
    }
}
