// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.pages;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote.Kind;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * A token, as the page shows it.
 *
 * @param name what it is for
 * @param ends null while it is not known
 * @param sentences what is so, and what to do
 * @param failure why it could not be looked at or replaced, in English; empty where it could
 */
public record TokenCard(
        String name, @Nullable Instant ends, List<String> sentences, String failure) {
    static List<TokenCard> of(List<TokenView> views, Messages messages) {
        return views.stream().map(view -> of(view, messages)).toList();
    }

    private static TokenCard of(TokenView view, Messages messages) {
        List<String> sentences = new ArrayList<>();
        sentences.add(messages.text(view.rotated() ? "token.rotated" : "token.configured"));
        if (view.life().isPresent()) {
            sentences.add(
                    view.rotates()
                            .map(at -> messages.text("token.rotates", day(at, messages)))
                            .orElseGet(() -> messages.text("token.stays")));
        }
        String failure = "";
        for (TokenNote note : view.notes()) {
            if (note.kind() == Kind.ROTATION_FAILED || note.kind() == Kind.NOT_SEEN) {
                sentences.add(messages.text("token." + note.kind()));
                failure = note.detail();
            } else {
                sentences.add(
                        messages.text("token." + note.kind(), view.role().needed(), note.detail()));
            }
        }
        return new TokenCard(
                messages.text("token." + view.role()),
                view.life().map(TokenLife::ends).orElse(null),
                sentences,
                failure);
    }

    private static String day(Instant at, Messages messages) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(messages.locale())
                .format(at.atZone(ZoneOffset.UTC));
    }
}
