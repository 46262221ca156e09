// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.util.Locale;

class ClaimsTest {
    private static final ApplicationKey GARDEN =
            new ApplicationKey(new FeatureId("garden"), Surface.PAGES);
    private static final ApplicationKey POND =
            new ApplicationKey(new FeatureId("pond"), Surface.PAGES);

    private final Claims claims = new Claims();

    /** A page of the garden. */
    @Path("garden")
    public static final class Garden implements Resource {
        @GET
        public String get() {
            return "";
        }
    }

    @Test
    void saysInBothLanguagesWhoHasAPath() {
        assertThat(claims.claim(GARDEN, Garden.class)).isEmpty();
        assertThat(claims.refusal(GARDEN, "garden")).isEmpty();
        ClaimRefusal owned = claims.refusal(POND, "garden").orElseThrow();
        assertThat(owned.words(Locale.ENGLISH)).isEqualTo("/garden belongs to the feature garden");
        assertThat(owned.words(Locale.FRENCH)).isEqualTo("/garden appartient au module garden");
        assertThat(claims.claim(POND, Garden.class))
                .hasValueSatisfying(
                        why -> assertThat(why).endsWith("/garden belongs to the feature garden"));
    }

    @Test
    void keepsThePlatformsPathsAndPatternsForNobody() {
        ClaimRefusal platform = claims.refusal(POND, "login").orElseThrow();
        assertThat(platform.words(Locale.ENGLISH)).isEqualTo("/login is kept for the platform");
        assertThat(platform.words(Locale.FRENCH)).isEqualTo("/login est réservé à la plateforme");
        ClaimRefusal pattern = claims.refusal(POND, "{any}").orElseThrow();
        assertThat(pattern.words(Locale.ENGLISH))
                .isEqualTo("the first segment of a path must be fixed, this is {any}");
        assertThat(pattern.words(Locale.FRENCH))
                .isEqualTo("le premier segment d’un chemin doit être fixe, or c’est {any}");
    }
}
