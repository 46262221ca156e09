// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.pages;

import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.identity.HeldRevocation;
import org.tuttlenetwork.lightweb.identity.HeldRevocations;
import org.tuttlenetwork.lightweb.identity.store.Hints.HeldRow;

import java.time.Instant;
import java.util.List;

/**
 * A revocation that waits, as the page shows it.
 *
 * @param id names it for approval
 * @param who whom it takes from: by name, else by id
 * @param missing what Zitadel shows no more, in a sentence
 * @param roles what would be lost; the first of them
 * @param others the rest of them
 * @param reason why it waits, in a sentence
 * @param since when it was found, as HTML
 * @param chosen whether it is to be approved
 */
public record HeldLine(
        String id,
        String who,
        String missing,
        List<String> roles,
        List<String> others,
        String reason,
        String since,
        boolean chosen) {
    private static final int FIRST = 8;

    public HeldLine {
        roles = List.copyOf(roles);
        others = List.copyOf(others);
    }

    static HeldLine of(HeldRevocation held, Instant now, boolean chosen, Messages messages) {
        HeldRow row = held.row();
        List<String> roles = row.roles();
        int first = Math.min(FIRST, roles.size());
        return new HeldLine(
                HeldRevocations.name(row),
                who(held, messages),
                messages.text("missing." + row.kind(), held.holders()),
                roles.subList(0, first),
                roles.subList(first, roles.size()),
                messages.text("reason." + row.reason().name()),
                When.markup(row.found(), now, messages.locale()),
                chosen);
    }

    private static String who(HeldRevocation held, Messages messages) {
        return held.person()
                .map(Person::displayName)
                .filter(name -> !name.isBlank())
                .or(() -> held.user().map(UserId::value))
                .orElseGet(() -> messages.text("who." + held.row().kind(), held.row().id()));
    }
}
