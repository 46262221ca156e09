// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Event;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts events to the target: one worker, one attempt, in order (contract §3.4, §3.5). */
public final class WebhookSender implements AutoCloseable {
    private static final int KEPT = 1000;

    private final Clock clock;
    private final HttpClient client;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("zitadel-webhook-", 0).factory());
    private final List<Delivery> deliveries = new ArrayList<>();
    private Optional<WebhookTarget> target;

    /**
     * An attempt.
     *
     * @param eventType of the event
     * @param aggregateId of the event
     * @param sequence of the event
     * @param sentAt when, RFC 3339: as long after the event as others took before it
     * @param status the target's HTTP status, 0 where it did not answer
     */
    public record Delivery(
            String eventType, String aggregateId, long sequence, String sentAt, int status) {}

    public WebhookSender(Clock clock, Optional<WebhookTarget> target) {
        this.clock = clock;
        this.target = target;
        this.client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    }

    public synchronized void target(Optional<WebhookTarget> newTarget) {
        target = newTarget;
    }

    /** The attempts so far, oldest first, at most 1000. */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Queues events; returns at once. */
    public synchronized void send(List<Event> events) {
        target.ifPresent(
                to ->
                        events.stream()
                                .filter(event -> to.wants(event.type()))
                                .forEach(event -> worker.execute(() -> post(to, event))));
    }

    private void post(WebhookTarget to, Event event) {
        byte[] body = Json.bytes(payload(event));
        Instant now = clock.instant();
        long seconds = now.getEpochSecond();
        HttpRequest request =
                HttpRequest.newBuilder(to.endpoint())
                        .timeout(to.timeout())
                        .header("Content-Type", "application/json")
                        .header(
                                "ZITADEL-Signature",
                                "t=" + seconds + ",v1=" + sign(to.signingKey(), seconds, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        int status = 0;
        try {
            status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            status = 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        note(
                new Delivery(
                        event.type(),
                        event.aggregate().id(),
                        event.sequence(),
                        now.toString(),
                        status));
    }

    private synchronized void note(Delivery delivery) {
        if (deliveries.size() == KEPT) {
            deliveries.removeFirst();
        }
        deliveries.add(delivery);
    }

    private static ObjectNode payload(Event event) {
        ObjectNode node =
                Json.object()
                        .text("aggregateID", event.aggregate().id())
                        .text("aggregateType", event.aggregate().type())
                        .text("resourceOwner", event.aggregate().resourceOwner())
                        .text("instanceID", "300000000000000000")
                        .text("version", "v1")
                        .number("sequence", event.sequence())
                        .text("event_type", event.type())
                        .time("created_at", event.creationDate())
                        .text("userID", event.editor())
                        .build();
        if (event.payload() != null) {
            node.set("event_payload", event.payload());
        }
        return node;
    }

    /**
     * The signature of a body (contract §3.2).
     *
     * @param signingKey its UTF-8 bytes are the key
     * @param seconds the {@code t} of the header
     * @return hexadecimal HMAC-SHA256 of {@code t + "." + body}
     */
    public static String sign(String signingKey, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        client.shutdownNow();
    }
}
