// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.identity.RoleKey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds revocations that are only inferred from absence in a listing (DECISIONS 1.7).
 *
 * @param sharePercent of all that are known: more absences than this are held
 */
public record Brake(int sharePercent) {
    /** So few absences are never too many by share alone. */
    static final int ALWAYS_ALLOWED = 2;

    /**
     * Something known here that a listing did not show.
     *
     * @param kind GRANT, USER or ROLE
     * @param id its id in Zitadel
     * @param roles what would be lost with it
     */
    public record Absence(String kind, String id, Set<RoleKey> roles) {
        public Absence {
            roles = Set.copyOf(roles);
        }

        /** {@code KIND:id}. */
        String name() {
            return kind + ":" + id;
        }
    }

    /** Why an absence waits. */
    public enum Reason {
        /** Zitadel said that there are more than it listed. */
        SHORT_LISTING,
        /** Too many are missing at once. */
        MANY,
        /** It would leave an island without any member. */
        EMPTY_ISLAND,
        /** It follows from a state that was restored from a backup. */
        RESTORED
    }

    /**
     * An absence that waits for a person.
     *
     * @param absence what
     * @param reason why
     * @param why the reason in words
     */
    public record Held(Absence absence, Reason reason, String why) {}

    /**
     * What may be applied, and what waits.
     *
     * @param apply revocations to carry out
     * @param held those that wait
     */
    public record Verdict(List<Absence> apply, List<Held> held) {
        /** The same with nothing to apply: all waits. */
        public Verdict allHeld(Reason reason, String why) {
            List<Held> all = new ArrayList<>(held);
            apply.forEach(absence -> all.add(new Held(absence, reason, why)));
            return new Verdict(List.of(), List.copyOf(all));
        }
    }

    /**
     * @param absences of one listing
     * @param complete whether as many came as Zitadel said there are
     * @param known how many of the kind are known here
     * @param holders by island slug, how many grants give a role of it now
     */
    public Verdict judge(
            List<Absence> absences, boolean complete, int known, Map<String, Integer> holders) {
        boolean many =
                absences.size() > ALWAYS_ALLOWED
                        && absences.size() * 100L > (long) known * sharePercent;
        Set<String> emptied = emptied(absences, holders);
        List<Absence> apply = new ArrayList<>();
        List<Held> held = new ArrayList<>();
        for (Absence absence : absences) {
            if (!complete) {
                held.add(
                        new Held(
                                absence,
                                Reason.SHORT_LISTING,
                                "Zitadel's listing was shorter than it said"));
            } else if (many) {
                held.add(
                        new Held(
                                absence,
                                Reason.MANY,
                                "%d of %d are missing from Zitadel's listing, more than %d %%"
                                        .formatted(absences.size(), known, sharePercent)));
            } else if (slugs(absence).stream().anyMatch(emptied::contains)) {
                held.add(
                        new Held(
                                absence,
                                Reason.EMPTY_ISLAND,
                                "It would leave an island without any member"));
            } else {
                apply.add(absence);
            }
        }
        return new Verdict(List.copyOf(apply), List.copyOf(held));
    }

    private static Set<String> emptied(List<Absence> absences, Map<String, Integer> holders) {
        Map<String, Integer> lost = new HashMap<>();
        for (Absence absence : absences) {
            slugs(absence).forEach(slug -> lost.merge(slug, 1, Integer::sum));
        }
        Set<String> emptied = new HashSet<>();
        lost.forEach(
                (slug, count) -> {
                    if (count >= holders.getOrDefault(slug, 0)) {
                        emptied.add(slug);
                    }
                });
        return emptied;
    }

    private static Set<String> slugs(Absence absence) {
        Set<String> slugs = new HashSet<>();
        absence.roles()
                .forEach(role -> role.island().ifPresent(island -> slugs.add(island.slug())));
        return slugs;
    }
}
