// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ServiceYamlTest {
    private static final String GOOD =
            """
            schemaVersion: 1
            id: org.example.thing
            kind: other
            name:
              en: Thing
            summary:
              en: Does things
            endpoints:
              - name: web
                protocol: https
                port: 443
                path: /
            """;

    @ParameterizedTest
    @ValueSource(strings = {"matrix", "nextcloud", "vaultwarden", "wiki"})
    void readsEveryServiceThatIsShipped(String service) throws IOException {
        Path folder = Path.of("..", "bundles", "services", service, "src", "main", "resources");
        ServiceType type =
                ServiceYaml.read(
                        Files.readString(folder.resolve("service.yaml")),
                        Files.readAllBytes(folder.resolve("icon.svg")),
                        "0.1.0",
                        service);
        assertThat(type.name()).containsKeys("en", "fr");
        assertThat(type.endpoints()).isNotEmpty();
    }

    @Test
    void readsTheSmallestDescription() {
        assertThat(read(GOOD).endpoints())
                .singleElement()
                .satisfies(e -> assertThat(e.port()).isEqualTo(443));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schemaVersion: 1|schemaVersion: 2|schemaVersion",
                "org.example.thing|thing|id",
                "kind: other|kind: spaceship|kind",
                "port: 443|port: 70000|endpoints.web.port",
                "path: /|path: x|endpoints.web.path",
                "  en: Thing|  fr: Chose|name",
                "kind: other|kindd: other|kindd"
            })
    void refusesAWrongOneNamingFileKeyAndRule(String good, String wrong, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(GOOD.replace(good, wrong)))
                .withMessageContaining("thing.yaml")
                .withMessageContaining(key);
    }

    private static ServiceType read(String yaml) {
        return ServiceYaml.read(yaml, new byte[0], "1.0.0", "thing.yaml");
    }
}
