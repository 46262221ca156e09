// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What is said of how an operation ended, by a host whose answers are written here. */
class GraceWatchTest {
    private static final String NONE = "{\"items\": []}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private HttpServer host;
    private int status = 200;
    private String answer = "{}";
    private String features = NONE;
    private String history = NONE;
    private Runnable done = () -> {};

    @BeforeEach
    void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    if (path.endsWith("/history")) {
                        answer(exchange, 200, history);
                    } else if (path.endsWith("/features")) {
                        answer(exchange, 200, features);
                    } else if (path.contains("feature-plans") && !path.endsWith("/apply")) {
                        answer(exchange, 200, "{\"subject\": {\"feature\": \"garden\"}}");
                    } else {
                        done.run();
                        answer(exchange, status, answer);
                    }
                });
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    @Test
    void saysWhyWhatWasInstalledWasTakenBackAndFails() {
        answer = ended("TAKEN_BACK", "The pump is broken.");
        assertThat(run("apply", "p")).isEqualTo(1);
        assertThat(said()).contains("garden 2.0.0: TAKEN_BACK").contains("The pump is broken.");
    }

    @Test
    void saysWhyAFeatureIsStoppedAndFails() {
        answer = ended("STOPPED", "Its data has gone on.");
        assertThat(run("apply", "p")).isEqualTo(1);
        assertThat(said()).contains("garden 2.0.0: STOPPED").contains("Its data has gone on.");
    }

    @Test
    void takingBackWhatIsTriedIsWhatWasAskedFor() {
        features = features("\"onItsWay\": {\"version\": \"2.0.0\", \"phase\": \"TRYING\"}");
        answer = ended("TAKEN_BACK", "Asked for by ada.");
        assertThat(run("rollback", "garden")).isZero();
        assertThat(said()).contains("TAKEN_BACK");
    }

    @Test
    void aWayBackThatFailsIsNotWhatWasAskedFor() {
        features = features("\"state\": \"RUNNING\"");
        answer = ended("TAKEN_BACK", "The pump is broken.");
        assertThat(run("rollback", "garden")).isEqualTo(1);
        assertThat(said()).contains("The pump is broken.");
    }

    @Test
    void followsWhatTakesLongerThanTheHostLetsAnybodyWait() {
        status = 503;
        done = () -> history = history("DONE", "");
        assertThat(run("apply", "p")).isZero();
        assertThat(said()).contains("Following it").contains("garden 2.0.0: DONE");
    }

    @Test
    void saysWhatBecameOfItWhereNobodyGotAnAnswer() {
        status = 503;
        done = () -> history = history("REFUSED", "No water.");
        assertThat(run("apply", "p")).isEqualTo(1);
        assertThat(said()).contains("garden 2.0.0: REFUSED").contains("No water.");
    }

    @Test
    void saysThatNothingWasChangedWhereNothingWasWritten() {
        status = 503;
        assertThat(run("apply", "p")).isEqualTo(1);
        assertThat(said()).contains("nothing of garden was changed");
    }

    private static String ended(String outcome, String reason) {
        return """
        {"feature": "garden", "version": "2.0.0", "outcome": "%s", "graceUntil": null, "reason": "%s"}
        """
                .formatted(outcome, reason);
    }

    private static String features(String more) {
        return "{\"items\": [{\"id\": \"garden\", \"version\": \"1.0.0\", " + more + "}]}";
    }

    private static String history(String outcome, String detail) {
        return """
        {"items": [{"version": "2.0.0", "outcome": "%s", "detail": "%s"}]}
        """
                .formatted(outcome, detail);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String command, String argument) {
        Map<String, String> environment =
                Map.of(
                        "LIGHTWEB_URL",
                        "http://127.0.0.1:" + host.getAddress().getPort(),
                        "LIGHTWEB_TOKEN",
                        "t");
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Main(environment, stream, Clock.systemUTC(), time -> {})
                .run(List.of("feature", command, argument), stream);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
