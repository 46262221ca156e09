// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import org.tuttlenetwork.lightweb.api.island.IslandOffers.Offered;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody who was invited sees.
 *
 * @param offers what the island's members can use there
 * @param secret what they were handed
 * @param isLoggedIn whether they can join now
 * @param inside where the island's page is, for who came by the door
 * @param picture the whole of the island's picture as an address; empty where it has none
 * @param wrong what was wrong with what they did
 */
public record JoinPage(
        Messages messages,
        Preview preview,
        List<Offered> offers,
        String secret,
        boolean isLoggedIn,
        Instant now,
        Optional<URI> inside,
        String picture,
        Wrong wrong) {
    public JoinPage {
        offers = List.copyOf(offers);
    }

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

    /** What can be used on the island, as a sentence; empty where nothing is there yet. */
    public String offered() {
        return offers.isEmpty()
                ? ""
                : text(
                        "join.offers",
                        offers.stream().map(JoinPage::words).collect(Collectors.joining(", ")));
    }

    private static String words(Offered offer) {
        return offer.title().equals(offer.kind())
                ? offer.title()
                : offer.title() + " (" + offer.kind() + ")";
    }

    /** Until when the invitation is good, as HTML. */
    public String expires() {
        Instant at = preview.invitation().terms().expiresAt();
        return text("join.expires", When.markup(at, now, locale()));
    }

    public boolean is(Standing standing) {
        return preview.standing() == standing;
    }

    /** Where the island's page is: elsewhere for who came by the door. */
    public String islandPath() {
        return inside.map(URI::toString)
                .orElseGet(() -> "/islands/" + preview.island().slug().value());
    }

    public boolean isAtDoor() {
        return inside.isPresent();
    }
}
