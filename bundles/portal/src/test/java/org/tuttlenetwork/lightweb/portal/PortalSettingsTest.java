// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

class PortalSettingsTest {
    private static final Map<String, Object> GOOD =
            Map.of(
                    "issuer", "https://id.example",
                    "client_id", "321",
                    "public_url", "https://lightweb.example",
                    "session_hours", 12);

    @Test
    void takesWhatIsRight() {
        assertThat(PortalSettings.of(config(Map.of())))
                .isEqualTo(
                        new PortalSettings(
                                "https://id.example",
                                "321",
                                "https://lightweb.example",
                                Duration.ofHours(12)));
    }

    @Test
    void keepsItsKeysAndDefaults() {
        Map<String, Object> defaults =
                Arrays.stream(PortalConfig.class.getDeclaredMethods())
                        .collect(
                                Collectors.toMap(PortalSettingsTest::key, Method::getDefaultValue));
        assertThat(defaults)
                .isEqualTo(
                        Map.of(
                                "issuer",
                                "",
                                "client_id",
                                "",
                                "public_url",
                                "",
                                "session_hours",
                                12));
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, ''",
        "issuer, https://id.example/",
        "issuer, id.example",
        "issuer, not a url",
        "client_id, ''",
        "client_id, a b",
        "public_url, ''",
        "public_url, https://lightweb.example/?x=1",
        "public_url, ftp://lightweb.example"
    })
    void namesFileKeyValueAndWhatIsAllowed(String key, String value) {
        assertThatThrownBy(() -> PortalSettings.of(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("etc/lightweb.portal.cfg: " + key + " = " + value)
                .hasMessageContaining("it must be");
    }

    @Test
    void namesTheHours() {
        assertThatThrownBy(() -> PortalSettings.of(config(Map.of("session_hours", 0))))
                .hasMessage(
                        "etc/lightweb.portal.cfg: session_hours = 0 is not allowed; it must be 1"
                                + " to 168");
    }

    private static String key(Method method) {
        return method.getName().replace("__", "_");
    }

    private static PortalConfig config(Map<String, Object> changes) {
        Map<String, Object> values = new HashMap<>(GOOD);
        values.putAll(changes);
        return (PortalConfig)
                Proxy.newProxyInstance(
                        PortalConfig.class.getClassLoader(),
                        new Class<?>[] {PortalConfig.class},
                        (_, method, _) -> values.get(key(method)));
    }
}
