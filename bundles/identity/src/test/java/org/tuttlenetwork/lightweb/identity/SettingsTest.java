// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

class SettingsTest {
    @Test
    void keepsItsKeysAndDefaults() {
        Map<String, Object> defaults = new HashMap<>();
        Stream.of(IdentityConfig.class.getDeclaredMethods())
                .forEach(
                        method ->
                                defaults.put(
                                        key(method),
                                        method.getName().equals("audiences")
                                                ? "[]"
                                                : method.getDefaultValue()));
        assertThat(defaults)
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("profile", "real"),
                                Map.entry("issuer", ""),
                                Map.entry("project_id", ""),
                                Map.entry("organization_id", ""),
                                Map.entry("service_user_key_file", ""),
                                Map.entry("api_client_id", ""),
                                Map.entry("api_client_secret", ""),
                                Map.entry("command_line_client_id", ""),
                                Map.entry("webhook_signing_key", ""),
                                Map.entry("claims_signing_key", ""),
                                Map.entry("audiences", "[]"),
                                Map.entry("poll_seconds", 5),
                                Map.entry("reconcile_seconds", 120),
                                Map.entry("timeout_seconds", 10),
                                Map.entry("brake_share_percent", 20)));
    }

    @ParameterizedTest
    @CsvSource({
        "real, https://id.example.org",
        "real, https://id.example.org:8443",
        "demo, http://127.0.0.1:9081",
        "demo, http://localhost:9081",
        "demo, http://[::1]:9081"
    })
    void takesWhatFitsTheProfile(String profile, String issuer) {
        assertThat(of(profile, issuer, Map.of()).zitadel().issuer()).isEqualTo(issuer);
        assertThat(of(profile, issuer, Map.of()).audiences()).containsExactly("p1");
    }

    @ParameterizedTest
    @CsvSource({
        "real, http://127.0.0.1:9081",
        "real, ''",
        "real, https://id.example.org/",
        "real, not a url",
        "demo, https://id.example.org",
        "demo, http://id.example.org",
        "demo, http://127.0.0.1.example.org",
        "other, https://id.example.org"
    })
    void refusesWhatDoesNot(String profile, String issuer) {
        assertThatThrownBy(() -> of(profile, issuer, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("etc/lightweb.identity.cfg: ")
                .hasMessageContaining("it must be");
    }

    @Test
    void namesFileKeyValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> of("real", "https://id.example.org", Map.of("poll_seconds", 0)))
                .hasMessage(
                        "etc/lightweb.identity.cfg: poll_seconds = 0 is not allowed; it must be 1"
                                + " to 3600 seconds");
        assertThatThrownBy(() -> of("real", "https://id.example.org", Map.of("project_id", "")))
                .hasMessageContaining("project_id");
    }

    @Test
    void neverShowsSecrets() {
        Settings settings =
                of("real", "https://id.example.org", Map.of("api_client_secret", "s3cret"));
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    private static Settings of(String profile, String issuer, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>();
        values.put("profile", profile);
        values.put("issuer", issuer);
        values.put("project_id", "p1");
        values.put("organization_id", "o1");
        values.put("service_user_key_file", "key.json");
        values.putAll(more);
        return Settings.of(
                (IdentityConfig)
                        Proxy.newProxyInstance(
                                IdentityConfig.class.getClassLoader(),
                                new Class<?>[] {IdentityConfig.class},
                                (self, method, arguments) -> value(values, method)));
    }

    private static String key(Method method) {
        return method.getName().replace("__", "_");
    }

    private static Object value(Map<String, Object> values, Method method) {
        return values.getOrDefault(key(method), method.getDefaultValue());
    }
}
