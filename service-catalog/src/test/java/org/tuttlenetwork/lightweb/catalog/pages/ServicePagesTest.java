// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

class ServicePagesTest {
    @Test
    void saysTheSameInBothLanguages() throws IOException {
        assertThat(texts("messages_fr.properties").stringPropertyNames())
                .isNotEmpty()
                .isEqualTo(texts("messages.properties").stringPropertyNames());
    }

    private static Properties texts(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ServicePages.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
