// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Terms;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the page for inviting shows.
 *
 * @param visitor who looks
 * @param open the invitations that still let somebody in
 * @param form what was typed
 * @param wrong what was wrong with it
 */
public record InvitePage(
        IslandPage.Visitor visitor,
        IslandRecord island,
        List<Invitation> open,
        InviteForm form,
        Wrong wrong) {
    public InvitePage {
        open = List.copyOf(open);
    }

    public Messages messages() {
        return visitor.messages();
    }

    public String text(String key, Object... arguments) {
        return messages().text(key, arguments);
    }

    public Locale locale() {
        return messages().locale();
    }

    public String path() {
        return "/islands/" + island.slug().value();
    }

    /** The roles that the visitor may give by an invitation. */
    public List<MemberRole> roles() {
        return Arrays.stream(MemberRole.values())
                .filter(role -> role != MemberRole.OWNER && visitor.role().mayManage(role))
                .toList();
    }

    public String roleName(MemberRole role) {
        return text("role." + role.key());
    }

    public List<Integer> lifetimes() {
        return InviteForm.LIFETIMES;
    }

    public boolean isChosen(int minutes) {
        return form.lifetime().equals(String.valueOf(minutes));
    }

    /** What an invitation gives, as a sentence. */
    public String sentence(Invitation invitation) {
        return sentence(invitation.terms(), messages());
    }

    static String sentence(Terms terms, Messages messages) {
        String role = messages.text("role." + terms.role().key());
        String end =
                terms.memberUntil()
                        .map(until -> EndDate.words(until, messages.locale()))
                        .map(day -> " " + messages.text("invite.until", day))
                        .orElse("");
        String approval = terms.approval() ? " " + messages.text("invite.approved") : "";
        return messages.text("invite.gives", role) + end + approval;
    }

    /** How far it is used and until when it is good, as HTML. */
    public String state(Invitation invitation) {
        Instant expires = invitation.terms().expiresAt();
        return text(
                "invite.state",
                invitation.used(),
                invitation.terms().uses(),
                When.markup(expires, visitor.now(), locale()));
    }

    public String kind(Invitation invitation) {
        return text("invite.kind." + invitation.terms().kind().name().toLowerCase(Locale.ROOT));
    }
}
