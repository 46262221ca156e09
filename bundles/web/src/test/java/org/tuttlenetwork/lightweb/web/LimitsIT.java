// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.Map;

class LimitsIT {
    @Test
    void manyRefusedTokensAre429UntilTheBucketFills() {
        try (TestHost host = new TestHost(Map.of("refused_tokens_per_minute", "3"))) {
            host.add("things", new Samples.Things());
            for (int i = 0; i < 3; i++) {
                assertThat(host.getAs("bad", "/api/v1/things").statusCode()).isEqualTo(401);
            }
            HttpResponse<String> limited = host.getAs("bad", "/api/v1/things");
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.headers().firstValue("Retry-After")).isPresent();
            assertThat(host.get("/api/v1/things/1/shape").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoeverHasAGoodTokenIsNotKeptOutByOthersOfTheSameAddress() {
        try (TestHost host = new TestHost(Map.of("refused_tokens_per_minute", "3"))) {
            host.add("things", new Samples.Things());
            for (int i = 0; i < 3; i++) {
                assertThat(host.getAs("ey.bad", "/api/v1/things").statusCode()).isEqualTo(401);
            }
            assertThat(host.getAs("ey.bad", "/api/v1/things").statusCode()).isEqualTo(429);
            assertThat(host.getAs("ey.member", "/api/v1/things").statusCode()).isEqualTo(200);
            // Of an opaque token the issuer must be asked.
            assertThat(host.getAs("member", "/api/v1/things").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void withoutAnAuthenticatorTokensAre503() {
        try (TestHost host = new TestHost()) {
            host.add("things", new Samples.Things());
            host.collaborators.hasAuthenticator = false;
            HttpResponse<String> response = host.getAs("member", "/api/v1/things");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
