// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.ServiceKey;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class ServiceKeyFileTest {
    @Test
    void readsWhatZitadelsConsoleWrites() {
        String file = new String(new ServiceKey(Optional.empty()).file(), StandardCharsets.UTF_8);
        assertThat(file).contains("BEGIN RSA PRIVATE KEY");
        ServiceKeyFile key = ServiceKeyFile.parse(file);
        assertThat(key.userId()).isEqualTo(DemoIds.SERVICE_USER);
        assertThat(key.key().getAlgorithm()).isEqualTo("RSA");
        assertThat(key.toString()).doesNotContain("RSAPrivate");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> ServiceKeyFile.parse("{\"type\": \"application\"}"))
                .hasMessageContaining("it is not the key of a machine user");
        String file =
                "{\"type\": \"serviceaccount\", \"keyId\": \"1\", \"userId\": \"2\", \"key\":"
                        + " \"x\"}";
        assertThatThrownBy(() -> ServiceKeyFile.parse(file)).hasMessageContaining("no RSA key");
        assertThatThrownBy(() -> ServiceKeyFile.parse("pat")).hasMessageContaining("no JSON");
    }
}
