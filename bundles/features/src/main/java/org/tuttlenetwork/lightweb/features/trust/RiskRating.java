// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.archive.Permission;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How risky it is to run a feature, by what it asks for; after Home Assistant's rating of add-ons.
 * It begins with {@value #BEGIN}, each power changes it, and it ends between {@value #MOST_RISKY}
 * and {@value #SAFEST}. docs/plugins.md has the table.
 *
 * @param value {@value #SAFEST} is the safest
 * @param reasons why, the heaviest first
 */
public record RiskRating(int value, List<Reason> reasons) {
    /** The rating of what asks for nothing. */
    public static final int SAFEST = 8;

    /** The rating of what can do whatever the host can do. */
    public static final int MOST_RISKY = 1;

    private static final int BEGIN = 5;
    private static final int WHOLE_RANGE = -(SAFEST - MOST_RISKY);

    private static final Set<Permission> OWN =
            EnumSet.of(Permission.DATABASE, Permission.PATHS, Permission.SCHEDULE);

    private static final Map<Permission, Integer> CHANGES =
            Map.of(
                    Permission.CHANGES, -1,
                    Permission.PEOPLE, -1,
                    Permission.NETWORK, -1,
                    Permission.MESH, -1,
                    Permission.ROLES, -2,
                    Permission.VPN, -2,
                    Permission.FILES, -2,
                    Permission.SECRETS, -2,
                    Permission.PROGRAMS, WHOLE_RANGE,
                    Permission.FRAMEWORK, WHOLE_RANGE);

    public RiskRating {
        reasons = List.copyOf(reasons);
    }

    /**
     * One reason.
     *
     * @param key of its sentence in this package's messages
     * @param change by how much it changes the rating
     */
    public record Reason(String key, int change) {
        /** The reason as a sentence. */
        public String words(Locale locale) {
            return Messages.of(RiskRating.class, locale).text(key);
        }
    }

    /** The rating of what asks for these. */
    public static RiskRating of(Set<Permission> permissions) {
        List<Reason> reasons = new ArrayList<>();
        if (permissions.isEmpty()) {
            reasons.add(new Reason("risk.nothing", 3));
        } else if (OWN.containsAll(permissions)) {
            reasons.add(new Reason("risk.ownThingsOnly", 1));
        }
        CHANGES.forEach(
                (permission, change) -> {
                    if (permissions.contains(permission)) {
                        reasons.add(new Reason("risk." + permission.word(), change));
                    }
                });
        if (permissions.contains(Permission.PEOPLE) && permissions.contains(Permission.NETWORK)) {
            reasons.add(new Reason("risk.peopleAndNetwork", -1));
        }
        reasons.sort(
                (one, other) ->
                        one.change() != other.change()
                                ? Integer.compare(one.change(), other.change())
                                : one.key().compareTo(other.key()));
        int sum = BEGIN + reasons.stream().mapToInt(Reason::change).sum();
        return new RiskRating(Math.clamp(sum, MOST_RISKY, SAFEST), reasons);
    }
}
