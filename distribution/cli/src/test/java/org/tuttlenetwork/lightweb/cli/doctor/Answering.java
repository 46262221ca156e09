// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A server that gives the answers it was told, and 404 to all else. */
final class Answering implements AutoCloseable {
    private final Map<String, Reply> replies = new HashMap<>();
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private record Reply(int status, String json) {}

    Answering() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What is answered to every method of a path, from now on. */
    Answering to(String path, int status, String json) {
        replies.put(path, new Reply(status, json));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Reply reply =
                replies.getOrDefault(exchange.getRequestURI().getPath(), new Reply(404, "{}"));
        byte[] bytes = reply.json().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Server server() {
        return new Server(http, "It", url(), "");
    }

    Zitadel zitadel() {
        return new Zitadel(server(), Clock.systemUTC());
    }

    Netbird netbird() {
        return new Netbird(server());
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
