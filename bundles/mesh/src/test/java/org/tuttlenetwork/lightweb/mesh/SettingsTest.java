// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

class SettingsTest {
    private static final Map<String, Object> NEEDED =
            Map.of(
                    "url", "https://netbird.example",
                    "network_token", "one",
                    "admin_token", "two");

    private static MeshConfig config(Map<String, Object> values) {
        return (MeshConfig)
                Proxy.newProxyInstance(
                        MeshConfig.class.getClassLoader(),
                        new Class<?>[] {MeshConfig.class},
                        (_, method, _) ->
                                values.getOrDefault(
                                        key(method),
                                        NEEDED.getOrDefault(
                                                key(method), method.getDefaultValue())));
    }

    private static String key(Method method) {
        return method.getName().replace("__", "_");
    }

    @Test
    void keepsItsKeysAndDefaults() {
        String keys =
                Arrays.stream(MeshConfig.class.getDeclaredMethods())
                        .filter(method -> method.getDeclaringClass() != Annotation.class)
                        .sorted(Comparator.comparing(SettingsTest::key))
                        .map(method -> key(method) + "=" + method.getDefaultValue())
                        .collect(Collectors.joining(" "));
        assertThat(keys)
                .isEqualTo(
                        "admin_group=admin admin_reaches_all=true admin_token= core_group=core"
                            + " infrastructure=true issuer_port=0 network_token="
                            + " node_metrics_port=9100 nodes_group=vpn-nodes nodes_port=8443"
                            + " people_port=8080 reconcile_seconds=60 remove_default_policy=false"
                            + " rotate_before_days=30 timeout_seconds=15 token_days=180 url=");
        assertThat(Settings.of(config(Map.of())).quiet()).isEqualTo(Duration.ofMillis(1200));
    }

    @ParameterizedTest
    @CsvSource({
        "url, netbird.example",
        "url, ftp://netbird.example",
        "url, https://who@netbird.example",
        "network_token, ' '",
        "core_group, All",
        "admin_group, ''"
    })
    void namesFileKeyAndWhatIsAllowed(String key, String value) {
        assertThatThrownBy(() -> Settings.of(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("etc/lightweb.mesh.cfg: " + key)
                .hasMessageContaining("allowed: ");
    }

    @ParameterizedTest
    @CsvSource({
        "reconcile_seconds, 9",
        "timeout_seconds, 61",
        "people_port, 0",
        "issuer_port, -1",
        "rotate_before_days, 183",
        "rotate_before_days, -1",
        "token_days, 0",
        "token_days, 366"
    })
    void namesTheRange(String key, int value) {
        assertThatThrownBy(() -> Settings.of(config(Map.of(key, value))))
                .hasMessageContaining(key + " is " + value + "; allowed: ");
    }

    @Test
    void declaresTheInfrastructuresPolicies() {
        assertThat(policies(Map.of()))
                .containsExactlyInAnyOrder(
                        "all-to-core [8080]",
                        "nodes-to-core [8080, 8443, 9090]",
                        "core-to-nodes [9100]",
                        "admin-to-all []");
        assertThat(policies(Map.of("issuer_port", 9443, "admin_reaches_all", false)))
                .contains("all-to-core [8080, 9443]", "admin-to-core []", "admin-to-nodes []")
                .doesNotContain("admin-to-all []");
    }

    private static java.util.List<String> policies(Map<String, Object> values) {
        return Settings.of(config(values)).infrastructure().fragment().policies().stream()
                .peek(policy -> assertThat(policy.bidirectional()).isFalse())
                .map((MeshPolicy policy) -> policy.key() + " " + policy.ports())
                .toList();
    }
}
