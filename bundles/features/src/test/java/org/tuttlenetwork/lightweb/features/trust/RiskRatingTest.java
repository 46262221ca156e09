// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.archive.Permission;
import org.tuttlenetwork.lightweb.features.trust.RiskRating.Reason;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How risky what a feature asks for is. */
class RiskRatingTest {
    @ParameterizedTest
    @CsvSource({
        "'', 8",
        "DATABASE, 6",
        "DATABASE PATHS SCHEDULE, 6",
        "PATHS CHANGES, 4",
        "DATABASE PATHS NETWORK, 4",
        "PEOPLE, 4",
        "PEOPLE NETWORK, 2",
        "PATHS MESH, 4",
        "ROLES, 3",
        "VPN, 3",
        "SECRETS, 3",
        "FILES NETWORK, 2",
        "ROLES SECRETS VPN, 1",
        "PROGRAMS, 1",
        "FRAMEWORK, 1"
    })
    void countsEachPower(String words, int expected) {
        assertThat(RiskRating.of(permissions(words)).value()).isEqualTo(expected);
    }

    @Test
    void saysWhyTheHeaviestFirst() {
        RiskRating rating = RiskRating.of(permissions("NETWORK PEOPLE FILES"));
        assertThat(rating.reasons())
                .containsExactly(
                        new Reason("risk.files", -2),
                        new Reason("risk.network", -1),
                        new Reason("risk.people", -1),
                        new Reason("risk.peopleAndNetwork", -1));
        assertThat(rating.reasons().getLast().words(Locale.ENGLISH))
                .isEqualTo("It reads who people are and calls servers: it could tell.");
    }

    @Test
    void hasWordsForEverything() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            for (Permission permission : Permission.values()) {
                assertThat(
                                Messages.of(RiskRating.class, locale)
                                        .text("permission." + permission.word()))
                        .isNotBlank();
                assertThat(RiskRating.of(Set.of(permission)).reasons())
                        .allSatisfy(reason -> assertThat(reason.words(locale)).isNotBlank());
            }
            assertThat(RiskRating.of(Set.of()).reasons().getFirst().words(locale)).isNotBlank();
        }
    }

    private static Set<Permission> permissions(String words) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Permission::valueOf)
                .forEach(permissions::add);
        return permissions;
    }
}
