// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

class WebSettingsTest {
    private static WebSettings read(boolean demo, Map<String, ?> properties) {
        return WebSettingsReader.read(
                properties, Path.of("etc"), new WebSettings.HostFacts(demo, "1"));
    }

    @Test
    void keysAndDefaultsArePinned() {
        Map<String, String> defaults = new TreeMap<>();
        for (Method key : WebConfig.class.getDeclaredMethods()) {
            defaults.put(key.getName().replace("__", "_"), String.valueOf(key.getDefaultValue()));
        }
        assertThat(defaults)
                .isEqualTo(
                        new TreeMap<>(
                                Map.ofEntries(
                                        Map.entry("host", "127.0.0.1"),
                                        Map.entry("port", "8080"),
                                        Map.entry("public_url", ""),
                                        Map.entry("trusted_proxies", ""),
                                        Map.entry("certificate_file", ""),
                                        Map.entry("key_file", ""),
                                        Map.entry("door_url", ""),
                                        Map.entry("door_host", "127.0.0.1"),
                                        Map.entry("door_port", "8081"),
                                        Map.entry("door_certificate_file", ""),
                                        Map.entry("door_key_file", ""),
                                        Map.entry("nodes_host", "127.0.0.1"),
                                        Map.entry("nodes_port", "8443"),
                                        Map.entry("metrics_host", "127.0.0.1"),
                                        Map.entry("metrics_port", "9464"),
                                        Map.entry("body_limit_bytes", "1048576"),
                                        Map.entry("nodes_body_limit_bytes", "1048576"),
                                        Map.entry("request_timeout_seconds", "30"),
                                        Map.entry("idle_timeout_seconds", "60"),
                                        Map.entry("nodes_idle_timeout_seconds", "120"),
                                        Map.entry("stop_timeout_seconds", "10"),
                                        Map.entry("refused_tokens_per_minute", "120"),
                                        Map.entry("form_targets", ""),
                                        Map.entry(
                                                "needed_features",
                                                "catalog, devices, features, identity, islands,"
                                                        + " mesh, nodes, pools, portal"))));
    }

    @Test
    void demoNeedsNothing() {
        WebSettings settings = read(true, Map.of());
        assertThat(settings.publicUrl()).hasToString("http://127.0.0.1:8080");
        assertThat(settings.https()).isFalse();
        assertThat(settings.limits().request()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | host       | 0.0.0.0               | a demo is for this machine",
                "false | host       | 0.0.0.0               | trusted_proxies",
                "false | public_url | http://net.example    | an https address",
                "false | public_url | https://net.example/x | nothing more",
                "false | public_url | $[env:URL]            | is not set",
                "false | door_url   | http://join.example   | https://… as public_url has it",
                "false | door_url   | https://net.example   | another address than public_url",
                "true  | port       | many                  | a whole number from 0 to 65535",
                "true  | port       | 70000                 | a whole number from 0 to 65535",
                "true  | nodes_idle_timeout_seconds | 30    | a whole number from 90",
                "true  | certificate_file | none.pem        | readable PEM file"
            })
    void wrongValuesAreRefusedInWords(boolean demo, String key, String value, String allowed) {
        Map<String, String> properties = new TreeMap<>(Map.of("public_url", "https://net.example"));
        properties.put(key, value);
        assertThatThrownBy(() -> read(demo, properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("etc/lightweb.web.cfg: " + key + " = '" + value + "'")
                .hasMessageContaining(allowed);
    }

    @Test
    void outsideTheDemoThePublicAddressIsNeeded() {
        assertThatThrownBy(() -> read(false, Map.of())).hasMessageContaining("public_url");
    }

    @Test
    void behindATrustedProxyPlainHttpIsAllowed() {
        WebSettings settings =
                read(
                        false,
                        Map.of(
                                "host", "10.0.0.5",
                                "trusted_proxies", "10.0.0.1, 10.0.0.2",
                                "public_url", "https://net.example"));
        assertThat(settings.proxies()).hasSize(2);
        assertThat(settings.https()).isTrue();
    }

    @Test
    void thereIsADoorOnlyWhereOneIsNamed() {
        Map<String, String> properties =
                new TreeMap<>(Map.of("public_url", "https://net.example", "door_port", "8081"));
        assertThat(read(false, properties).door()).isEmpty();
        properties.put("door_url", "https://join.example");
        assertThat(read(false, properties).door().orElseThrow().binding().port()).isEqualTo(8081);
        properties.put("door_host", "0.0.0.0");
        assertThatThrownBy(() -> read(false, properties))
                .hasMessageContaining("door_host = '0.0.0.0'")
                .hasMessageContaining("door_certificate_file and door_key_file");
    }

    @Test
    void readerKnowsEveryKey() {
        assertThat(
                        Arrays.stream(WebConfig.class.getDeclaredMethods())
                                .map(method -> method.getName().replace("__", "_")))
                .allSatisfy(key -> assertThat(key).matches("[a-z_]+"));
    }
}
