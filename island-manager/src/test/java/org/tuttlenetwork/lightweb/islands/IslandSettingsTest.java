// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.health.Health;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

class IslandSettingsTest {
    private static IslandConfig config(Map<String, Object> values) {
        return (IslandConfig)
                Proxy.newProxyInstance(
                        IslandConfig.class.getClassLoader(),
                        new Class<?>[] {IslandConfig.class},
                        (_, method, _) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @ParameterizedTest
    @CsvSource({
        "islands__per__person, -1, islands_per_person = '-1'",
        "members__per__island, 0, members_per_island = '0'",
        "invitations__per__island, 1001, invitations_per_island = '1001'",
        "devices__per__member, 101, devices_per_member = '101'",
        "rescue__delay__hours, 0, rescue_delay_hours = '0'"
    })
    void refusesWhatIsNotAllowed(String key, int value, String words) {
        assertThatThrownBy(() -> IslandLimits.of(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("etc/lightweb.islands.cfg: " + words)
                .hasMessageContaining("Allowed: ");
    }

    @Test
    void goesOnWithWhatItHadWhereSomethingIsNotAllowed() {
        IslandSettings settings = new IslandSettings(config(Map.of("rescue__delay__hours", 5)));
        assertThat(settings.health()).isEqualTo(Health.working());
        settings.change(config(Map.of("islands__per__person", -1, "rescue__delay__hours", 9)));
        assertThat(settings.rescueDelay()).isEqualTo(Duration.ofHours(5));
        assertThat(settings.health().detail())
                .contains("islands_per_person = '-1'", "The settings before it stay in force.");
        settings.change(config(Map.of("rescue__delay__hours", 9)));
        assertThat(settings.rescueDelay()).isEqualTo(Duration.ofHours(9));
        assertThat(settings.health()).isEqualTo(Health.working());
    }
}
