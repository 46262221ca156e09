// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HostHealth;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

class HealthPageTest {
    @ParameterizedTest
    @CsvSource({
        "en, DOWN, broken, Something that people need does not work.",
        "fr, DOWN, en panne, Quelque chose dont les gens ont besoin ne fonctionne pas.",
        "en, DEGRADED, needs you, something needs you",
        "fr, WORKING, en marche, Tout fonctionne."
    })
    void saysHowTheHostIs(String language, Health.Status status, String word, String sentence) {
        HostHealth.Overview overview =
                new HostHealth.Overview(
                        status,
                        List.of("nodes"),
                        List.of(new HostHealth.Part("netbird", Health.degraded("is <slow>"))),
                        List.of("x failed"));
        String html =
                new HealthPage(() -> overview, new NoMesh(true, 2))
                        .now(viewer(language, true))
                        .markup();
        assertThat(html)
                .contains(word, sentence, "NetBird", "is &lt;slow&gt;", "x failed", "drift one")
                .contains("nodes")
                .contains("Default");
    }

    @Test
    void countsWhatWaitsInWords() {
        HostHealth.Overview fine =
                new HostHealth.Overview(Health.Status.WORKING, List.of(), List.of(), List.of());
        assertThat(
                        new HealthPage(() -> fine, new NoMesh(false, 0))
                                .now(viewer("en", true))
                                .markup())
                .contains("Nothing waits to be applied.")
                .doesNotContain("Default");
        assertThat(
                        new HealthPage(() -> fine, new NoMesh(false, 2))
                                .now(viewer("en", true))
                                .markup())
                .contains("2 changes wait to be applied.");
    }

    @Test
    void anAdministratorIsToldOnTheFirstPageWhatIsNotWell() {
        HostHealth.Overview down =
                new HostHealth.Overview(Health.Status.DOWN, List.of(), List.of(), List.of());
        HealthSection section = new HealthSection(() -> down);
        assertThat(section.notices(viewer("en", true)))
                .singleElement()
                .satisfies(notice -> assertThat(notice.path()).isEqualTo("/health"));
        assertThat(section.isFor(viewer("en", true))).isTrue();
        assertThat(section.isFor(viewer("en", false))).isFalse();
    }

    private static Viewer viewer(String language, boolean administrator) {
        Set<RoleKey> roles = administrator ? Set.of(RoleKey.ADMINISTRATOR) : Set.of();
        return new Viewer(
                Optional.of(new Caller(new UserId("1"), roles)),
                "Ada",
                Locale.forLanguageTag(language),
                Appearance.DEVICE,
                "r1");
    }

    /** Tells its overview and nothing else. */
    private record NoMesh(boolean defaultPolicy, int pending) implements Mesh {
        @Override
        public MeshOverview overview() {
            return new MeshOverview(true, defaultPolicy, pending, List.of("drift one"));
        }

        @Override
        public void declare(Transaction transaction, Fragment fragment) {
            throw new UnsupportedOperationException("The page declares nothing");
        }

        @Override
        public void withdraw(Transaction transaction, String name) {
            throw new UnsupportedOperationException("The page withdraws nothing");
        }

        @Override
        public FragmentState state(String name) {
            throw new UnsupportedOperationException("The page asks for no fragment");
        }

        @Override
        public FragmentState await(String name, Duration atMost) {
            throw new UnsupportedOperationException("The page waits for nothing");
        }

        @Override
        public List<MeshDevice> devices(UserId user) {
            return List.of();
        }

        @Override
        public Optional<MeshDevice> device(String fragment, String device) {
            throw new UnsupportedOperationException("Nobody brings a device here");
        }

        @Override
        public DeviceKey setupKey(String fragment, String device, Duration validity) {
            throw new UnsupportedOperationException("Nobody brings a device here");
        }

        @Override
        public List<MeshDevice> machines() {
            return List.of();
        }
    }
}
