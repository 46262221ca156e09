// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.tuttlenetwork.lightweb.features.archive.Declaration.Requirements;
import org.tuttlenetwork.lightweb.features.archive.PackageImport;
import org.tuttlenetwork.lightweb.features.trust.Compatibility.Misfit;
import org.tuttlenetwork.lightweb.features.trust.Compatibility.Offer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether a feature fits a host. */
class CompatibilityTest {
    private static final String WEB = "org.tuttlenetwork.lightweb.api.web";
    private static final Offer OFFER =
            new Offer(
                    Version.parseVersion("0.3.0.SNAPSHOT"),
                    25,
                    Map.of(WEB, Version.parseVersion("0.3")));

    @Test
    void fits() {
        assertThat(check("[0.3,1)", 25, imported(WEB, "[0.3,1)", false))).isEmpty();
        assertThat(check(null, null, imported("org.slf4j", "[9,10)", false))).isEmpty();
        assertThat(check(null, null, imported(WEB, "[1,2)", true))).isEmpty();
    }

    @Test
    void saysWhatIsNeededWhatIsOfferedAndWhatToDo() {
        assertThat(check("[1,2)", null, null))
                .containsExactly(
                        "garden needs LightWeb’s API [1.0.0,2.0.0); this host has 0.3.0.SNAPSHOT."
                                + " Update this host first.");
        assertThat(check("[0.1,0.2)", null, null))
                .containsExactly(
                        "garden needs LightWeb’s API [0.1.0,0.2.0); this host has 0.3.0.SNAPSHOT."
                                + " Ask for a newer version of it.");
        assertThat(check(null, 26, null))
                .containsExactly(
                        "garden needs Java 26 or newer; this host runs on Java 25. Run the host on"
                                + " a newer Java.");
        assertThat(check(null, null, imported(WEB, "[1,2)", false)))
                .containsExactly(
                        "garden needs package "
                                + WEB
                                + " [1.0.0,2.0.0); this host offers "
                                + WEB
                                + " 0.3.0. Update this host first.");
        assertThat(check(null, null, imported("org.tuttlenetwork.lightweb.api.gone", "0.1", false)))
                .containsExactly(
                        "garden needs package org.tuttlenetwork.lightweb.api.gone 0.1.0; this host"
                                + " offers none of that name. Ask for a version of it that is made"
                                + " for this host.");
    }

    @Test
    void saysItInFrench() {
        assertThat(new Misfit.Java("garden", 26, 25).words(Locale.FRENCH))
                .startsWith("garden a besoin de Java 26");
    }

    private static List<String> check(String api, Integer java, PackageImport imported) {
        return Compatibility.check(
                        "garden",
                        new Requirements(
                                Optional.ofNullable(api).map(VersionRange::valueOf),
                                Optional.ofNullable(java)),
                        imported == null ? List.of() : List.of(imported),
                        OFFER)
                .stream()
                .map(misfit -> misfit.words(Locale.ENGLISH))
                .toList();
    }

    private static PackageImport imported(String name, String range, boolean optional) {
        return new PackageImport(name, VersionRange.valueOf(range), optional);
    }
}
