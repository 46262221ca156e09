// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** What an answer says of the token, and of what was asked for. */
class NetbirdCallsTest {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile String missing = "application/json";
    private volatile int refusal = 404;

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

    /** Takes the token "good", and has nothing but accounts. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            String path = exchange.getRequestURI().getPath();
            received.add(exchange.getRequestMethod() + " " + path + " " + token);
            boolean isGood = token.equals("Token good") && path.equals("/api/accounts");
            int known = token.equals("Token good") ? 404 : refusal;
            byte[] body = "{\"message\":\"not found\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", missing);
            exchange.sendResponseHeaders(isGood ? 200 : known, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private NetbirdCalls calls(TokenSource token) {
        return new NetbirdCalls(
                "http://127.0.0.1:" + server.getAddress().getPort(),
                token,
                Duration.ofSeconds(5),
                new ReentrantLock(),
                CallObserver.NONE);
    }

    /** Two tokens: the second is called with once the first is refused. */
    private static final class Two implements TokenSource {
        private volatile String token = "bad";

        @Override
        public String token() {
            return token;
        }

        @Override
        public boolean refused(String refused) {
            boolean isFirst = refused.equals("bad");
            token = "good";
            return isFirst;
        }
    }

    @Test
    void tellsSomethingMissingFromARefusedToken() throws Exception {
        try (NetbirdCalls good = calls(TokenSource.of("good"));
                NetbirdCalls bad = calls(TokenSource.of("bad"))) {
            assertThat(good.find("/groups/1")).isEmpty();
            good.delete("/groups/1");
            assertThatThrownBy(() -> bad.find("/groups/1")).hasMessageContaining("the token");
            assertThatThrownBy(() -> bad.delete("/groups/1")).hasMessageContaining("the token");
            assertThat(good.takes("bad")).isFalse();
            assertThat(bad.takes("good")).isTrue();
        }
    }

    @Test
    void makesARefusedCallAgainWithTheOtherToken() throws Exception {
        for (int status : new int[] {404, 401}) {
            refusal = status;
            received.clear();
            try (NetbirdCalls calls = calls(new Two())) {
                calls.delete("/groups/1");
            }
            assertThat(received)
                    .containsExactly(
                            "DELETE /api/groups/1 Token bad",
                            "GET /api/accounts Token bad",
                            "DELETE /api/groups/1 Token good",
                            "GET /api/accounts Token good");
        }
    }

    /** A proxy that answers 404 to everything must not make us forget what is ours. */
    @Test
    void takesNothingForDeletedThatARouterDoesNotKnow() {
        missing = "text/plain";
        try (NetbirdCalls calls = calls(TokenSource.of("good"))) {
            assertThatThrownBy(() -> calls.delete("/groups/1"))
                    .isInstanceOfSatisfying(
                            NetbirdException.class, e -> assertThat(e.isUnreachable()).isTrue());
            assertThatThrownBy(() -> calls.find("/groups/1")).isInstanceOf(NetbirdException.class);
        }
    }
}
