// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

class SettingsTest {
    @Test
    void hasDefaultsForEverything() {
        Settings settings = Settings.of(config(Map.of()));
        assertThat(settings.external()).isEmpty();
        assertThat(settings.pool()).isEqualTo(20);
        assertThat(settings.feedAge()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.shortLivedTopics()).containsExactly("devices.");
    }

    @Test
    void refusesANumberOutOfRangeNamingFileKeyAndRange() {
        assertThatThrownBy(() -> Settings.of(config(Map.of("pool__size", 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("etc/lightweb.persistence.cfg: pool_size is 3; allowed: 4 to 200");
        assertThatThrownBy(() -> Settings.of(config(Map.of("feed__days", 0))))
                .hasMessage("etc/lightweb.persistence.cfg: feed_days is 0; allowed: 1 to 90");
    }

    @Test
    void refusesAUrlOfAnotherDatabase() {
        assertThatThrownBy(() -> Settings.of(config(Map.of("url", "jdbc:h2:mem:x"))))
                .hasMessageContaining("url is jdbc:h2:mem:x; allowed: jdbc:postgresql://");
    }

    @Test
    void refusesWhatWasNotResolvedWithoutShowingThePassword() {
        assertThatThrownBy(
                        () ->
                                Settings.of(
                                        config(
                                                Map.of(
                                                        "url",
                                                        "jdbc:postgresql://h/d",
                                                        "password",
                                                        "$[secret:db]tail"))))
                .hasMessageContaining("password is (not shown)")
                .hasMessageNotContaining("tail");
    }

    private static PersistenceConfig config(Map<String, Object> values) {
        return (PersistenceConfig)
                Proxy.newProxyInstance(
                        SettingsTest.class.getClassLoader(),
                        new Class<?>[] {PersistenceConfig.class},
                        (_, method, _) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
