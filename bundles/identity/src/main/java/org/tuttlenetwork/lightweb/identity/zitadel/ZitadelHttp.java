// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import org.tuttlenetwork.lightweb.api.work.RetryPause;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * HTTP with Zitadel: time-outs, at most {@value #ATTEMPTS} attempts of what may be repeated, no
 * redirects, answers of at most {@value #MAX_BYTES} bytes.
 */
public final class ZitadelHttp implements AutoCloseable {
    static final int ATTEMPTS = 3;
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final RetryPause PAUSE = new RetryPause(Duration.ofMillis(100), 4);

    private final ObjectMapper mapper = new ObjectMapper();
    private final OkHttpClient client;

    /**
     * @param timeout of a whole call
     */
    public ZitadelHttp(Duration timeout) {
        client =
                new OkHttpClient.Builder()
                        .callTimeout(timeout)
                        .connectTimeout(timeout)
                        .readTimeout(timeout)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .retryOnConnectionFailure(true)
                        .build();
    }

    /** The one mapper for what Zitadel sends and gets. */
    public ObjectMapper mapper() {
        return mapper;
    }

    /**
     * Sends a request; blocks.
     *
     * @param repeatable whether sending it twice does no harm
     * @return the JSON of a 2xx answer; missing where the body is empty
     * @throws ZitadelException for everything else
     */
    public JsonNode send(Request request, boolean repeatable) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(request);
            } catch (ZitadelException e) {
                if (!repeatable || !e.isTransient() || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private JsonNode once(Request request) {
        String what = request.method() + " " + request.url().encodedPath();
        try (Response response = client.newCall(request).execute()) {
            byte[] body = limited(response.body().byteStream(), what);
            if (response.isSuccessful()) {
                return parsed(body, what);
            }
            String code = code(body);
            throw new ZitadelException(
                    what
                            + ": Zitadel answered "
                            + response.code()
                            + (code.isEmpty() ? "" : " " + code),
                    response.code(),
                    code,
                    null);
        } catch (IOException e) {
            throw new ZitadelException(
                    what + ": Zitadel does not answer (" + e.getClass().getSimpleName() + ")",
                    0,
                    "",
                    e);
        }
    }

    private static byte[] limited(InputStream body, String what) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ZitadelException(what + ": the answer is larger than 8 MiB", 502, "", null);
        }
        return bytes;
    }

    private JsonNode parsed(byte[] body, String what) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return mapper.readTree(body);
        } catch (IOException e) {
            throw new ZitadelException(what + ": the answer is not JSON", 502, "", e);
        }
    }

    /** Both error shapes: Connect's string code, and the gateway's number (contract §1.6). */
    private String code(byte[] body) {
        try {
            JsonNode json = body.length == 0 ? MissingNode.getInstance() : mapper.readTree(body);
            JsonNode code = json.path("code");
            if (code.isTextual()) {
                return code.asText();
            }
            if (code.isInt()) {
                return gatewayCode(code.asInt());
            }
            return json.path("error").asText("");
        } catch (IOException e) {
            // A proxy's HTML page: the status says enough.
            return "";
        }
    }

    /** Numbers of gRPC's {@code google.rpc.Code}. */
    private static String gatewayCode(int code) {
        return switch (code) {
            case 3 -> "invalid_argument";
            case 5 -> "not_found";
            case 6 -> "already_exists";
            case 7 -> "permission_denied";
            case 8 -> "resource_exhausted";
            case 9 -> "failed_precondition";
            case 12 -> "unimplemented";
            case 14 -> "unavailable";
            case 16 -> "unauthenticated";
            default -> "unknown";
        };
    }

    private static void pause(int attempt) {
        try {
            PAUSE.after(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ZitadelException("Interrupted while waiting to call Zitadel again", 0, "", e);
        }
    }

    /** The JSON text of a node that this process made. */
    String write(JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can't be written", e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
