// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Test
    void aSlashAtItsEndIsNoMatter() throws SetupRefused {
        assertThat(Address.of("--x", "https://id.example.org/"))
                .isEqualTo("https://id.example.org");
        assertThat(Address.of("--x", "http://127.0.0.1:9081")).isEqualTo("http://127.0.0.1:9081");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org",
                "https://id.example.org/path",
                "https://me:secret@id.example.org",
                "id.example.org",
                "https://a b",
                ""
            })
    void anythingElseIsRefusedWithAnExample(String given) {
        assertThatThrownBy(() -> Address.of("--zitadel-url", given))
                .isInstanceOf(SetupRefused.class)
                .hasMessageContaining("--zitadel-url")
                .hasMessageContaining("https://id.example.org. Nothing was changed.");
    }
}
