// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * About 200 requests a second to a garden and to other features, in every form that an update could
 * break, until it is closed.
 */
final class Load implements AutoCloseable {
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final URI server;
    private final String authorization;
    private final List<Thread> workers = new ArrayList<>();
    private final Thread listener = Thread.ofVirtual().name("load-stream").unstarted(this::listen);
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> streamEnds = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;

    /** In which form a request was made. */
    enum Kind {
        KEPT_ALIVE,
        NEW_CONNECTION,
        SLOW,
        UPLOAD,
        OTHER_FEATURE
    }

    /** A request that was answered as it should be. */
    record Sample(Kind kind, long begin, long end) {}

    /** One exchange on a connection. */
    private interface Exchange {
        Wire.Answer on(Wire wire) throws IOException;
    }

    Load(Product product, String token) {
        server = URI.create(product.peopleUrl());
        authorization = "Authorization: Bearer " + token;
    }

    void start() {
        for (int i = 0; i < 14; i++) {
            work(Kind.KEPT_ALIVE, PACE_NANOS, true, wire -> get(wire, "/api/v1/garden"));
        }
        work(Kind.KEPT_ALIVE, PACE_NANOS, true, wire -> get(wire, "/api/v1/garden/ready"));
        for (int i = 0; i < 2; i++) {
            work(Kind.NEW_CONNECTION, PACE_NANOS, false, wire -> get(wire, "/api/v1/garden"));
            work(Kind.OTHER_FEATURE, PACE_NANOS, true, wire -> get(wire, "/api/v1/islands"));
        }
        work(Kind.OTHER_FEATURE, PACE_NANOS, true, wire -> get(wire, "/api/v1/services/types"));
        for (int i = 0; i < 6; i++) {
            work(Kind.SLOW, 0, true, wire -> get(wire, "/api/v1/garden/slow?millis=3000"));
        }
        for (int i = 0; i < 3; i++) {
            work(Kind.UPLOAD, 0, true, Load::upload);
        }
        listener.start();
    }

    private Wire.Answer get(Wire wire, String path) throws IOException {
        wire.head("GET", path, authorization);
        return wire.answer();
    }

    private static Wire.Answer upload(Wire wire) throws IOException {
        wire.head(
                "PUT",
                "/api/v1/garden/upload",
                "Transfer-Encoding: chunked",
                "Content-Type: application/octet-stream");
        for (int i = 0; i < 20; i++) {
            wire.send("a\r\n0123456789\r\n");
            pause(PACE_NANOS);
        }
        wire.send("0\r\n\r\n");
        return wire.answer();
    }

    private void work(Kind kind, long pace, boolean keep, Exchange exchange) {
        String name = "load-" + kind + "-" + workers.size();
        workers.add(Thread.ofVirtual().name(name).start(() -> work(kind, pace, exchange, keep)));
    }

    private void work(Kind kind, long pace, Exchange exchange, boolean keep) {
        while (going) {
            try (Wire wire = new Wire(server)) {
                do {
                    long begin = System.nanoTime();
                    judge(kind, exchange.on(wire), begin);
                    pause(pace - (System.nanoTime() - begin));
                } while (going && keep && !wire.isOver());
            } catch (IOException e) {
                failures.add(kind + ": " + e);
            }
        }
    }

    private void judge(Kind kind, Wire.Answer answer, long begin) {
        long end = System.nanoTime();
        if (answer.status() != 200) {
            failures.add(kind + ": " + answer.status() + " " + answer.body());
        } else if (kind != Kind.OTHER_FEATURE && isMixed(answer)) {
            failures.add(kind + ": mixed: " + answer.headers() + " " + answer.body());
        } else {
            samples.add(new Sample(kind, begin, end));
        }
    }

    /** Whether the readings in header and body are not all the same. */
    private static boolean isMixed(Wire.Answer answer) {
        List<String> readings = new ArrayList<>();
        for (JsonNode reading : Rest.parse(answer.body())) {
            readings.add(reading.asText());
        }
        String header = answer.headers().get("x-garden");
        if (header != null) {
            readings.add(header);
        }
        return readings.isEmpty() || readings.stream().distinct().count() != 1;
    }

    private void listen() {
        while (going) {
            try (Wire wire = new Wire(server)) {
                wire.head("GET", "/api/v1/garden/stream");
                Wire.Answer head = wire.answerHead();
                if (head.status() != 200) {
                    failures.add("STREAM: " + head.status());
                    continue;
                }
                StringBuilder text = new StringBuilder();
                for (byte[] chunk = wire.chunk(); chunk.length > 0; chunk = wire.chunk()) {
                    text.append(new String(chunk, StandardCharsets.UTF_8));
                }
                streamEnds.add(
                        text.toString().lines().filter(l -> !l.isEmpty()).toList().getLast());
            } catch (IOException e) {
                failures.add("STREAM: " + e);
            }
        }
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** What was not answered, not with 200, or by more than one revision. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The last line of each stream's connection that ended as it should. */
    List<String> streamEnds() {
        return List.copyOf(streamEnds);
    }

    /** Lets what is on its way come to its end; the stream ends when its revision does. */
    void stop() {
        going = false;
        workers.forEach(Joined::await);
    }

    @Override
    public void close() {
        stop();
        Joined.await(listener);
    }
}
