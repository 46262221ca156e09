// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The way of one host to NetBird: it counts what the host writes, and can keep it on the way. */
final class Relay implements AutoCloseable {
    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger writes = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Queue<Passed> passed = new ConcurrentLinkedQueue<>();
    private final ObjectMapper json = new ObjectMapper();
    private volatile boolean holding;

    Relay(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!exchange.getRequestMethod().equals("GET")) {
                writes.incrementAndGet();
                if (holding) {
                    arrived.countDown();
                    released.await();
                }
            }
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                            .method(
                                    exchange.getRequestMethod(),
                                    HttpRequest.BodyPublishers.ofByteArray(body))
                            .header(
                                    "Authorization",
                                    exchange.getRequestHeaders().getFirst("Authorization"))
                            .header("Content-Type", "application/json");
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            passed.add(
                    new Passed(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            answer.statusCode(),
                            type.contains("json") ? json.readTree(answer.body()) : null));
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was asked and answered, oldest first. */
    List<Passed> passed() {
        return List.copyOf(passed);
    }

    /**
     * A call that was answered.
     *
     * @param path with the query
     */
    record Passed(String method, String path, int status, @Nullable JsonNode answer) {}

    /** The requests that changed something, or were meant to, so far. */
    int writes() {
        return writes.get();
    }

    void holdWrites() {
        holding = true;
    }

    void awaitHeldWrite() {
        try {
            if (!arrived.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("Waited in vain for a write");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void releaseWrites() {
        holding = false;
        released.countDown();
    }

    @Override
    public void close() {
        releaseWrites();
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
