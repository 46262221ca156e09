// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

class PreparedIT {
    private final TestHost host = new TestHost();

    @AfterEach
    void close() {
        host.close();
    }

    /** What the test changes. */
    private static final class Answer implements PreparedAnswer {
        private volatile Optional<Body> body = Optional.empty();

        @Override
        public String path() {
            return "/api/v1/pools";
        }

        @Override
        public Optional<Body> body() {
            return body;
        }
    }

    @Test
    void aPathThatIsReadOnlySaysSo() {
        host.prepared.add(host.contribution("pools", 1, new Answer()));
        HttpResponse<String> refused = host.postAs("admin", "/api/v1/pools", "{}");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void answersReadyBytesWithTagAndCompressed() throws Exception {
        Answer answer = new Answer();
        Contribution<PreparedAnswer> contribution = host.contribution("pools", 1, answer);
        host.prepared.add(contribution);
        HttpResponse<String> early = host.get("/api/v1/pools");
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.headers().firstValue("Retry-After")).isPresent();

        byte[] bytes = "{\"a\":1} ".repeat(200).getBytes(StandardCharsets.UTF_8);
        answer.body = Optional.of(new PreparedAnswer.Body(bytes, "application/json", "\"v1\"", 60));
        HttpResponse<String> plain = host.get("/api/v1/pools");
        assertThat(plain.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
        assertThat(plain.headers().firstValue("ETag")).contains("\"v1\"");
        assertThat(plain.headers().firstValue("Cache-Control")).contains("public, max-age=60");

        HttpResponse<InputStream> compressed =
                host.client.send(
                        host.request("/api/v1/pools").header("Accept-Encoding", "gzip").build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(new GZIPInputStream(compressed.body()).readAllBytes()).isEqualTo(bytes);
        String tag = compressed.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isNotEqualTo("\"v1\"");
        for (String known : new String[] {"\"v1\"", tag, "\"x\", \"v1\"", "*"}) {
            HttpResponse<String> unchanged =
                    host.send(host.request("/api/v1/pools").header("If-None-Match", known));
            assertThat(unchanged.statusCode()).isEqualTo(304);
        }
        HttpResponse<String> head =
                host.send(
                        host.request("/api/v1/pools")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(bytes.length);

        host.prepared.remove(contribution.serviceId());
        assertThat(host.get("/api/v1/pools").statusCode()).isEqualTo(404);
    }

    @Test
    void filesAreServedByExactPathOnly() {
        byte[] css = "p { color: red }".getBytes(StandardCharsets.UTF_8);
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> content = Map.of("app.css", css, "img/a.svg", svg);
        host.files.add(host.contribution("portal", 1, content));
        String link = host.files.link("portal", "app.css");
        assertThat(link).startsWith("/static/portal/app.css?v=");
        HttpResponse<String> versioned = host.get(link);
        assertThat(versioned.body()).isEqualTo("p { color: red }");
        assertThat(versioned.headers().firstValue("Content-Type"))
                .contains("text/css;charset=utf-8");
        assertThat(versioned.headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable");
        assertThat(host.get("/static/portal/app.css?v=old").headers().firstValue("Cache-Control"))
                .contains("no-cache");
        assertThat(
                        host.get("/static/portal/img/a.svg")
                                .headers()
                                .firstValue("Content-Security-Policy")
                                .orElseThrow())
                .contains("sandbox");
        for (String path :
                new String[] {
                    "/static/portal/",
                    "/static/portal/../portal/none",
                    "/static/portal/%2e%2e/%2e%2e/etc/passwd",
                    "/static/../../etc/passwd"
                }) {
            assertThat(host.get(path).statusCode()).isIn(400, 404);
        }
    }
}
