// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.EventStream;
import org.tuttlenetwork.lightweb.web.PluginBoundary;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One connection of server-sent events. */
final class StreamListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamListener.class);
    private static final int MAX_WAITING = 256;
    private static final Message END = new Message(-1, new EventStream.Event("", ""));

    private final EventStream stream;
    private final ChangeFeed feed;
    private final StreamAccess access;
    private final Duration heartbeat;
    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private volatile boolean ended;
    private volatile long seen;

    StreamListener(EventStream stream, ChangeFeed feed, StreamAccess access, Duration heartbeat) {
        this.stream = stream;
        this.feed = feed;
        this.access = access;
        this.heartbeat = heartbeat;
    }

    private record Message(long number, EventStream.Event event) {}

    EventStream stream() {
        return stream;
    }

    /** Ends the connection soon. */
    void end() {
        ended = true;
        // A full queue needs no waking.
        boolean woken = waiting.offer(END);
        LOG.debug("A stream's connection ends, woken: {}", woken);
    }

    /** Writes events until the connection ends, from either side. */
    void run(Request request, Response response, Callback callback) throws Exception {
        OutputStream out = Content.Sink.asOutputStream(response);
        try {
            write(out, "retry: " + ThreadLocalRandom.current().nextInt(1_000, 5_000) + "\n\n");
            long start = start(request.getHeaders().get("Last-Event-ID"), out);
            seen = start;
            try (AutoCloseable subscription =
                    feed.subscribe(start, stream.topics(), this::accept)) {
                pump(out);
                LOG.debug("A stream's subscription ends: {}", subscription);
            }
            out.close();
            callback.succeeded();
        } catch (IOException e) {
            // The listener went away: that is how streams usually end.
            callback.failed(e);
        }
    }

    private void pump(OutputStream out) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        while (!ended) {
            Message message = waiting.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            // By time: a busy stream is never silent.
            if (System.nanoTime() - asked >= heartbeat.toNanos()) {
                if (!access.stillGood()) {
                    return;
                }
                asked = System.nanoTime();
            }
            if (message == null) {
                write(out, ": still here\nid: " + seen + "\n\n");
            } else if (message.number() >= 0) {
                write(out, text(message));
            }
        }
        write(out, "retry: " + ThreadLocalRandom.current().nextInt(1_000, 10_000) + "\n\n");
    }

    private long start(@Nullable String lastEventId, OutputStream out) throws IOException {
        long latest = feed.latest();
        if (lastEventId == null || !lastEventId.matches("[0-9]{1,18}")) {
            return latest;
        }
        long asked = Long.parseLong(lastEventId);
        try {
            feed.after(asked, stream.topics(), 1);
            return Math.min(asked, latest);
        } catch (LightWebException e) {
            if (e.type() != ProblemType.GONE) {
                throw e;
            }
            write(out, text(new Message(latest, new EventStream.Event("reset", "{}"))));
            return latest;
        }
    }

    @PluginBoundary
    private void accept(FeedEntry entry) {
        if (ended) {
            return;
        }
        try {
            stream.event(entry, access.caller())
                    .ifPresentOrElse(
                            event -> offer(new Message(entry.number(), event)),
                            () -> skip(entry.number()));
        } catch (RuntimeException | Error e) {
            LOG.error("The stream {} failed on entry {}", stream.path(), entry.number(), e);
            end();
        }
    }

    private void skip(long number) {
        // The position moves only when nothing before it still waits to be written.
        if (waiting.isEmpty()) {
            seen = number;
        }
    }

    private void offer(Message message) {
        if (!waiting.offer(message)) {
            // Too slow a reader: it comes back and goes on from what it has.
            ended = true;
        }
    }

    private String text(Message message) {
        seen = Math.max(seen, message.number());
        StringBuilder text = new StringBuilder();
        text.append("id: ").append(message.number()).append('\n');
        text.append("event: ").append(message.event().name()).append('\n');
        message.event()
                .json()
                .lines()
                .forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
