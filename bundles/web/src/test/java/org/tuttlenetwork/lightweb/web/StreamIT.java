// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.EventStream;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

class StreamIT {
    private final TestHost host = new TestHost();
    private final Feed feed = new Feed();

    StreamIT() {
        host.collaborators.feed = Optional.of(feed);
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** A feed in memory, of which entries up to 10 are no longer kept. */
    private static final class Feed implements ChangeFeed {
        private final List<FeedEntry> entries = new ArrayList<>();
        private final List<Consumer<FeedEntry>> consumers = new CopyOnWriteArrayList<>();

        synchronized void publish(String json) {
            FeedEntry entry = new FeedEntry(latest() + 1, "t", "k", json, Instant.EPOCH);
            entries.add(entry);
            consumers.forEach(consumer -> consumer.accept(entry));
        }

        @Override
        public synchronized long latest() {
            return 10 + entries.size();
        }

        @Override
        public synchronized List<FeedEntry> after(long after, Set<String> topics, int limit) {
            if (after < 10) {
                throw new LightWebException(ProblemType.GONE, "too old");
            }
            return entries.stream().filter(e -> e.number() > after).limit(limit).toList();
        }

        @Override
        public synchronized AutoCloseable subscribe(
                long after, Set<String> topics, Consumer<FeedEntry> consumer) {
            after(after, topics, 1000).forEach(consumer);
            consumers.add(consumer);
            return () -> consumers.remove(consumer);
        }
    }

    private record Stream(String path, boolean isPublic) implements EventStream {
        @Override
        public Set<String> topics() {
            return Set.of("t");
        }

        @Override
        public Optional<Event> event(FeedEntry entry, Optional<Caller> caller) {
            if (entry.json().equals("hidden")) {
                return Optional.empty();
            }
            String to = caller.map(Caller::getName).orElse("all");
            return Optional.of(new Event("changed", entry.json() + " for " + to));
        }
    }

    private BufferedReader open(HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> response =
                host.client.send(
                        request.header("Accept", "text/event-stream").build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader reader) throws IOException {
        StringBuilder block = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                return block.toString();
            }
            block.append(line).append('|');
        }
        return "end";
    }

    private static String nextEvent(BufferedReader reader) throws IOException {
        String block = next(reader);
        while (block.startsWith(":") || block.startsWith("retry")) {
            block = next(reader);
        }
        return block;
    }

    @Test
    void tellsWhatChangesAndBreathes() throws Exception {
        host.streams.add(host.contribution("pools", 1, new Stream("/api/v1/stream", true)));
        try (BufferedReader reader = open(host.request("/api/v1/stream"))) {
            assertThat(next(reader)).matches("retry: [0-9]{4}\\|");
            // The first breath shows that the subscription stands.
            assertThat(next(reader)).startsWith(": still here|id: 10");
            feed.publish("hidden");
            feed.publish("one");
            assertThat(nextEvent(reader)).isEqualTo("id: 12|event: changed|data: one for all|");
        }
    }

    @Test
    void resumesAfterTheLastEventAndSaysWhatIsLost() throws Exception {
        host.streams.add(host.contribution("pools", 1, new Stream("/api/v1/stream", true)));
        feed.publish("one");
        feed.publish("two");
        try (BufferedReader reader =
                open(host.request("/api/v1/stream").header("Last-Event-ID", "11"))) {
            assertThat(nextEvent(reader)).isEqualTo("id: 12|event: changed|data: two for all|");
        }
        try (BufferedReader reader =
                open(host.request("/api/v1/stream").header("Last-Event-ID", "3"))) {
            assertThat(nextEvent(reader)).isEqualTo("id: 12|event: reset|data: {}|");
        }
    }

    @Test
    void privateStreamsNeedAToken() throws Exception {
        host.streams.add(host.contribution("pools", 1, new Stream("/api/v1/mine", false)));
        HttpResponse<String> refused = host.get("/api/v1/mine");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        feed.publish("one");
        try (BufferedReader reader =
                open(
                        host.request("/api/v1/mine")
                                .header("Authorization", "Bearer member")
                                .header("Last-Event-ID", "10"))) {
            assertThat(nextEvent(reader)).contains("data: one for member");
        }
    }

    @Test
    void endsABusyStreamTooWhenTheTokenIsGoodNoMore() throws Exception {
        host.streams.add(host.contribution("pools", 1, new Stream("/api/v1/mine", false)));
        AtomicBoolean busy = new AtomicBoolean(true);
        Thread events =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (busy.get()) {
                                        feed.publish("again");
                                        LockSupport.parkNanos(5_000_000);
                                    }
                                });
        try (BufferedReader reader =
                open(host.request("/api/v1/mine").header("Authorization", "Bearer member"))) {
            assertThat(nextEvent(reader)).contains("again for member");
            host.collaborators.refused = Set.of("member");
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            String last = next(reader);
            while (!last.equals("end") && System.nanoTime() < end) {
                last = next(reader);
            }
            assertThat(last).isEqualTo("end");
        } finally {
            busy.set(false);
            events.join();
        }
    }

    @Test
    void endsWithAHintWhenTheStreamGoes() throws Exception {
        Contribution<EventStream> contribution =
                host.contribution("pools", 1, new Stream("/api/v1/stream", true));
        host.streams.add(contribution);
        try (BufferedReader reader = open(host.request("/api/v1/stream"))) {
            assertThat(next(reader)).startsWith("retry");
            host.streams.remove(contribution.serviceId());
            String last = next(reader);
            while (last.startsWith(":")) {
                last = next(reader);
            }
            assertThat(last).startsWith("retry");
            assertThat(next(reader)).isEqualTo("end");
        }
        assertThat(host.get("/api/v1/stream").statusCode()).isEqualTo(404);
    }
}
