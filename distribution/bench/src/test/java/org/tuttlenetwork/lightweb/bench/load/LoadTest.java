// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class LoadTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(40);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The tenth is a 404, the twentieth says something else; every third comes in chunks. */
    private void answer(HttpExchange exchange) throws IOException {
        int number = asked.incrementAndGet();
        String text = number == 20 ? "maintenance" : "revision 1";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(number == 10 ? 404 : 200, number % 3 == 0 ? 0 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        enough.countDown();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/thing");
    }

    @Test
    void countsWhatIsNoGoodAnswer() throws Exception {
        List<Sample> samples;
        try (Load load = Load.start(url(), "revision")) {
            enough.await();
            samples = load.stop();
        }
        assertThat(samples).hasSize(asked.get());
        assertThat(samples)
                .filteredOn(sample -> !sample.isGood())
                .extracting(Sample::lost)
                .containsExactlyInAnyOrder("404", "another body");
    }

    @Test
    void aProbeSeesTheFirstAnswerThatIsSought() throws Exception {
        new Probe(url()).first(answer -> answer.status() == 404);
        assertThat(asked).hasValue(10);
    }
}
