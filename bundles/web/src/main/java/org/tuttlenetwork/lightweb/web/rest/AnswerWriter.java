// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.http.EntityTags;
import org.tuttlenetwork.lightweb.web.http.Exchange;
import org.tuttlenetwork.lightweb.web.http.Problem;
import org.tuttlenetwork.lightweb.web.http.ProblemAnswers;
import org.tuttlenetwork.lightweb.web.idempotency.KeptAnswer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes Jersey's answer. It is kept in memory up to a size, so that it can get its entity tag, and
 * so that what fails while it is written still becomes a problem; beyond that it is streamed.
 * Exactly one of answer, failure and time-out goes out.
 */
final class AnswerWriter implements ContainerResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);
    private static final int MAX_BUFFERED = 1 << 20;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Generation generation;
    private final ProblemAnswers problems;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** Jersey's call and the answer: the generation is left when both are over. */
    private final AtomicInteger open = new AtomicInteger(2);

    private final Body body = new Body();
    private final AnswerTap tap = new AnswerTap();
    private volatile @Nullable ContainerResponse answer;
    private volatile @Nullable ScheduledFuture<?> timeout;
    private volatile @Nullable TimeoutHandler suspended;

    AnswerWriter(
            Request request,
            Response response,
            Callback callback,
            Generation generation,
            ProblemAnswers problems,
            ScheduledExecutorService timer) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.generation = generation;
        this.problems = problems;
        this.timer = timer;
    }

    /** Answers 503 where nothing has been answered after this time. */
    void limit(Duration time) {
        timeout = timer.schedule(this::late, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits as long as it takes, until there is a limit again. */
    void unlimited() {
        ScheduledFuture<?> running = timeout;
        if (running != null) {
            LOG.trace("The time-out is held: {}", running.cancel(false));
        }
    }

    /** Hears of the answer before it goes out. */
    AnswerTap tap() {
        return tap;
    }

    /** Jersey's call has returned. */
    void returned() {
        finish();
    }

    private void late() {
        if (claimed.compareAndSet(false, true)) {
            // Who was called may still be reading the body.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            Problem problem =
                    new Problem(
                            ProblemType.UNAVAILABLE,
                            "This took too long. It may have been done nevertheless: look before"
                                    + " you repeat it.");
            Thread.ofVirtual().name("lightweb-web-late").start(() -> sendProblem(problem));
        }
    }

    private void sendProblem(Problem problem) {
        problems.sendPage(request, response, Callback.from(callback, this::finish), problem);
    }

    private void finish() {
        if (open.decrementAndGet() == 0) {
            generation.leave();
        }
    }

    private boolean claim() {
        ScheduledFuture<?> running = timeout;
        if (running != null) {
            LOG.trace("The time-out was cancelled: {}", running.cancel(false));
        }
        return claimed.compareAndSet(false, true);
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse jersey) {
        answer = jersey;
        return body;
    }

    @Override
    public boolean suspend(long time, TimeUnit unit, @Nullable TimeoutHandler handler) {
        suspended = handler;
        if (time > 0) {
            setSuspendTimeout(time, unit);
        }
        return true;
    }

    @Override
    public void setSuspendTimeout(long time, TimeUnit unit) {
        TimeoutHandler handler = suspended;
        if (handler != null && time > 0) {
            ScheduledFuture<?> ring = timer.schedule(() -> handler.onTimeout(this), time, unit);
            LOG.trace("A suspended request wakes: {}", ring);
        }
    }

    @Override
    public void commit() {
        if (body.streamed != null) {
            body.finish();
            return;
        }
        ContainerResponse jersey = answer;
        if (jersey != null && tap.isListened()) {
            tap.answered(
                    new KeptAnswer(
                            jersey.getStatus(),
                            jersey.getStringHeaders(),
                            body.buffer.toByteArray()));
        }
        if (!claim()) {
            return;
        }
        if (jersey == null) {
            sendProblem(Problem.internal(Exchange.of(request).requestId()));
            return;
        }
        writeHead(jersey);
        send(body.buffer.toByteArray());
    }

    private void send(byte[] bytes) {
        HttpFields.Mutable headers = response.getHeaders();
        boolean reads =
                HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (reads && response.getStatus() == 200 && isUnchanged(bytes)) {
            response.setStatus(304);
            headers.remove(HttpHeader.CONTENT_TYPE);
            headers.remove(HttpHeader.CONTENT_LENGTH);
            response.write(true, null, Callback.from(callback, this::finish));
            return;
        }
        if (bytes.length > 0 || reads) {
            headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        }
        response.write(true, ByteBuffer.wrap(bytes), Callback.from(callback, this::finish));
    }

    /** Whether the caller has this already; gives JSON its entity tag. */
    private boolean isUnchanged(byte[] bytes) {
        HttpFields.Mutable headers = response.getHeaders();
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        if (!headers.contains(HttpHeader.ETAG) && type != null && type.contains("json")) {
            headers.put(HttpHeader.ETAG, EntityTags.of(bytes));
        }
        String etag = headers.get(HttpHeader.ETAG);
        return etag != null && EntityTags.matches(request.getHeaders(), etag);
    }

    @Override
    public void failure(Throwable thrown) {
        if (body.streamed != null) {
            callback.failed(thrown);
            finish();
        } else if (claim()) {
            sendProblem(problem(thrown));
        }
    }

    private Problem problem(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LightWebException known) {
                return Problem.of(known);
            }
        }
        LOG.error("An answer could not be made", thrown);
        return Problem.internal(Exchange.of(request).requestId());
    }

    @Override
    public boolean enableResponseBuffering() {
        return false;
    }

    private void writeHead(ContainerResponse jersey) {
        response.setStatus(jersey.getStatus());
        HttpFields.Mutable headers = response.getHeaders();
        jersey.getStringHeaders()
                .forEach(
                        (name, values) -> {
                            headers.remove(name);
                            values.forEach(value -> headers.add(name, value));
                        });
    }

    /** The body: in memory first, streamed once it is too large for that. */
    private final class Body extends OutputStream {
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
        private volatile @Nullable OutputStream streamed;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            OutputStream out = streamed;
            if (out == null && buffer.size() + length <= MAX_BUFFERED) {
                buffer.write(bytes, offset, length);
                return;
            }
            if (out == null) {
                out = start();
            }
            out.write(bytes, offset, length);
        }

        private OutputStream start() throws IOException {
            ContainerResponse jersey = answer;
            if (jersey == null || !claim()) {
                throw new InterruptedIOException("The request has been answered already");
            }
            writeHead(jersey);
            OutputStream out = Content.Sink.asOutputStream(response);
            streamed = out;
            buffer.writeTo(out);
            return out;
        }

        @SuppressWarnings("NullAway") // Called once streamed is set, and it is never unset.
        private void finish() {
            try {
                streamed.close();
                callback.succeeded();
            } catch (IOException e) {
                callback.failed(e);
            } finally {
                AnswerWriter.this.finish();
            }
        }
    }
}
