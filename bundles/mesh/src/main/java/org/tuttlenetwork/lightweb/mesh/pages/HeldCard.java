// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.store.HeldChange;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is held of one fragment, as the pages show it.
 *
 * @param fragment which
 * @param consequences what would happen, in sentences
 * @param reasons why it does not, in sentences
 * @param since the oldest of it
 * @param changes the ids of exactly these changes
 */
public record HeldCard(
        FragmentKey fragment,
        List<String> consequences,
        List<String> reasons,
        Instant since,
        List<String> changes) {
    public HeldCard {
        consequences = List.copyOf(consequences);
        reasons = List.copyOf(reasons);
        changes = List.copyOf(changes);
    }

    /** Where it is asked for. */
    public String link() {
        return "/mesh/approve?feature="
                + encode(fragment.feature())
                + "&fragment="
                + encode(fragment.name());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static List<HeldCard> of(List<HeldChange> held, Messages messages) {
        Map<FragmentKey, List<HeldChange>> cards = new LinkedHashMap<>();
        held.forEach(
                change ->
                        cards.computeIfAbsent(
                                        change.effect().key().within(), _ -> new ArrayList<>())
                                .add(change));
        return cards.entrySet().stream()
                .map(card -> card(card.getKey(), card.getValue(), messages))
                .toList();
    }

    private static HeldCard card(FragmentKey fragment, List<HeldChange> held, Messages messages) {
        return new HeldCard(
                fragment,
                consequences(held, messages),
                held.stream()
                        .map(change -> messages.text("reason." + change.reason().name()))
                        .distinct()
                        .toList(),
                held.stream().map(HeldChange::since).min(Instant::compareTo).orElseThrow(),
                held.stream().map(change -> change.effect().id()).toList());
    }

    /** People who lose the same are one sentence with their number, not a line each. */
    private static List<String> consequences(List<HeldChange> held, Messages messages) {
        Map<String, Integer> people = new TreeMap<>();
        List<String> sentences = new ArrayList<>();
        for (HeldChange change : held) {
            String effect = change.effect().kind().name();
            switch (change.effect().kind()) {
                case REMOVE_AUTO_GROUPS -> people.merge(effect, 1, Integer::sum);
                case REMOVE_DEVICES,
                        DELETE_POLICY,
                        CHANGE_POLICY,
                        DELETE_NAMES,
                        CHANGE_NAMES,
                        DELETE_GROUP,
                        FORGET,
                        GRANT ->
                        sentences.add(
                                messages.text(
                                        "effect." + effect,
                                        change.effect().name(),
                                        change.effect().count()));
            }
        }
        people.forEach(
                (effect, count) -> sentences.add(messages.text("effect." + effect, "", count)));
        return sentences.stream().distinct().toList();
    }
}
