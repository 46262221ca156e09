// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;

import java.time.Instant;
import java.util.Locale;

/**
 * What somebody who was invited sees.
 *
 * @param secret what they were handed
 * @param isLoggedIn whether they can join now
 * @param wrong what was wrong with what they did
 */
public record JoinPage(
        Messages messages,
        Preview preview,
        String secret,
        boolean isLoggedIn,
        Instant now,
        Wrong wrong) {
    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    public Locale locale() {
        return messages.locale();
    }

    /** Who invites to what, as a sentence. */
    public String lead() {
        return preview.inviter().isEmpty()
                ? text("join.lead.nobody", preview.island().name())
                : text("join.lead", preview.inviter(), preview.island().name());
    }

    /** As what, and until when. */
    public String terms() {
        return InvitePage.sentence(preview.invitation().terms(), messages);
    }

    /** What members may reach on each other's devices. */
    public String rules() {
        return IslandPage.rules(preview.island(), messages);
    }

    /** Until when the invitation is good, as HTML. */
    public String expires() {
        Instant at = preview.invitation().terms().expiresAt();
        return text("join.expires", When.markup(at, now, locale()));
    }

    public boolean is(Standing standing) {
        return preview.standing() == standing;
    }

    public String islandPath() {
        return "/islands/" + preview.island().slug().value();
    }
}
