// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * Calls to NetBird with a token: time-outs, no redirects, a size limit, bounded retries of what may
 * be repeated. A 404 may mean that the token was revoked, so it is told apart by a call that always
 * works with a good one; a call that was refused for its token was not carried out, and is made
 * again where there is another one.
 */
public final class NetbirdCalls implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    /** Works with every good token of a service user (netbird.md §2.1). */
    private static final String PROBE = "/accounts";

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int ATTEMPTS = 3;
    private static final int MOST_REFUSALS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String url;
    private final TokenSource token;
    private final Lock turn;
    private final CallObserver observer;
    private final Runnable fence;
    private final OkHttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param url NetBird's URL without {@code /api}
     * @param token says with which personal access token of a service user
     * @param timeout for a whole call
     * @param turn held during each call: NetBird on SQLite takes one at a time (netbird.md §5)
     * @param observer told how each call ends
     */
    public NetbirdCalls(
            String url, TokenSource token, Duration timeout, Lock turn, CallObserver observer) {
        this(
                url.replaceFirst("/+$", "") + "/api",
                token,
                turn,
                observer,
                () -> {},
                new OkHttpClient.Builder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .callTimeout(timeout)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .build());
    }

    private NetbirdCalls(
            String url,
            TokenSource token,
            Lock turn,
            CallObserver observer,
            Runnable fence,
            OkHttpClient http) {
        this.url = url;
        this.token = token;
        this.turn = turn;
        this.observer = observer;
        this.fence = fence;
        this.http = http;
    }

    /**
     * The same calls for the fleet's writer.
     *
     * @param fence asked right before every request that changes something, a retried one too;
     *     throws where this host is not the writer any more
     */
    public NetbirdCalls behind(Runnable fence) {
        return new NetbirdCalls(url, token, turn, observer, fence, http);
    }

    /**
     * The same calls in a line of their own.
     *
     * @param other held during each call instead
     */
    public NetbirdCalls inTurn(Lock other) {
        return new NetbirdCalls(url, token, other, observer, fence, http);
    }

    /** Whether NetBird answers now and takes the token; asked once. */
    public boolean isAnswered() {
        try {
            return once("GET", PROBE, null).status() == 200;
        } catch (NetbirdException _) {
            return false;
        }
    }

    /**
     * Whether NetBird takes another token than the one that these calls are made with.
     *
     * @throws NetbirdException if it does not say
     */
    public boolean takes(String other) throws NetbirdException {
        Answer answer = repeated(() -> send(other, "GET", PROBE, null));
        if (answer.status() != 200 && !isRefusal(answer.status())) {
            throw refused(PROBE, answer);
        }
        return answer.status() == 200;
    }

    /** GET; retried. */
    public JsonNode get(String path) throws NetbirdException {
        return found(path, repeated(() -> once("GET", path, null)));
    }

    /** GET of something that may not be there. */
    public Optional<JsonNode> find(String path) throws NetbirdException {
        Answer answer = repeated(() -> once("GET", path, null));
        if (answer.status() == 404 && !answer.body().isMissingNode()) {
            requireGoodToken(answer);
            return Optional.empty();
        }
        return Optional.of(found(path, answer));
    }

    /** POST; not retried unless NetBird says that it was too early: it may have been done. */
    public JsonNode post(String path, @Nullable JsonNode body) throws NetbirdException {
        return found(path, patient(() -> once("POST", path, body)));
    }

    /** PUT of something whose repetition NetBird would take for no change. */
    public JsonNode putOnce(String path, JsonNode body) throws NetbirdException {
        return found(path, patient(() -> once("PUT", path, body)));
    }

    /** PUT: replaces everything, so it may be repeated. */
    public JsonNode put(String path, JsonNode body) throws NetbirdException {
        return found(path, repeated(() -> once("PUT", path, body)));
    }

    /** DELETE; what is gone already is well. */
    public void delete(String path) throws NetbirdException {
        Answer answer = repeated(() -> once("DELETE", path, null));
        boolean gone =
                answer.status() == 404 && !answer.body().isMissingNode()
                        || answer.status() == 400 && answer.message().contains("not found");
        requireGoodToken(answer);
        if (gone) {
            return;
        }
        if (answer.status() != 200) {
            throw refused("DELETE " + path, answer);
        }
    }

    private JsonNode found(String path, Answer answer) throws NetbirdException {
        requireGoodToken(answer);
        if (answer.status() != 200) {
            throw refused(path, answer);
        }
        return answer.body();
    }

    private static void requireGoodToken(Answer answer) throws NetbirdException {
        switch (answer.token()) {
            case TAKEN -> {}
            case REFUSED ->
                    throw new NetbirdException(
                            "NetBird does not take the token any more (it answers "
                                    + answer.status()
                                    + "). Make a new one and put it into etc/lightweb.mesh.cfg.",
                            true);
            case UNKNOWN ->
                    throw new NetbirdException(
                            "NetBird answers "
                                    + answer.status()
                                    + " and does not say whether it takes the token",
                            true);
        }
    }

    private static NetbirdException refused(String what, Answer answer) {
        if (answer.status() == 404 && answer.body().isMissingNode()) {
            return new NetbirdException(
                    "NetBird does not know " + what + ": 0.63 or newer is needed", true);
        }
        boolean later =
                answer.status() == 429
                        || answer.status() >= 500
                        || answer.status() == 401
                        || answer.status() == 403;
        return new NetbirdException(
                "NetBird answers " + answer.status() + " to " + what + ": " + answer.message(),
                later);
    }

    /** For what may be done twice: tries again where the server or the way to it failed. */
    private Answer repeated(Call call) throws NetbirdException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = patient(call);
                if (answer.status() < 500 || attempt == ATTEMPTS) {
                    return answer;
                }
            } catch (NetbirdException e) {
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /** A 429 changed nothing and says not how long to wait (netbird.md §2.1). */
    private Answer patient(Call call) throws NetbirdException {
        Duration pause = FIRST_PAUSE;
        for (int refusals = 1; ; refusals++) {
            Answer answer = call.run();
            if (answer.status() != 429 || refusals == MOST_REFUSALS) {
                return answer;
            }
            sleep(pause);
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        }
    }

    /** Once with each token that there is. */
    private Answer once(String method, String path, @Nullable JsonNode body)
            throws NetbirdException {
        for (; ; ) {
            String used = token.token();
            Answer answer = judged(used, path, send(used, method, path, body));
            if (answer.token() != Token.REFUSED || !token.refused(used)) {
                return answer;
            }
        }
    }

    /** Whether an answer is about the token, or about what was asked for. */
    private Answer judged(String used, String path, Answer answer) throws NetbirdException {
        boolean isByTheRouter = answer.body().isMissingNode();
        if (!isRefusal(answer.status()) || isByTheRouter) {
            return answer;
        }
        int probe =
                path.equals(PROBE)
                        ? answer.status()
                        : repeated(() -> send(used, "GET", PROBE, null)).status();
        if (isRefusal(probe)) {
            return answer.with(Token.REFUSED);
        }
        return answer.with(probe == 200 ? Token.TAKEN : Token.UNKNOWN);
    }

    private static boolean isRefusal(int status) {
        return status == 401 || status == 404;
    }

    private Answer send(String used, String method, String path, @Nullable JsonNode body)
            throws NetbirdException {
        boolean bare = body == null && (method.equals("POST") || method.equals("PUT"));
        RequestBody sent =
                bare
                        ? RequestBody.create(new byte[0])
                        : body == null ? null : RequestBody.create(body.toString(), JSON);
        Request request =
                new Request.Builder()
                        .url(url + path)
                        .header("Authorization", "Token " + used)
                        .header("Accept", "application/json")
                        .header("User-Agent", "LightWeb")
                        .method(method, sent)
                        .build();
        turn.lock();
        try {
            if (!method.equals("GET")) {
                fence.run();
            }
            return answer(request);
        } finally {
            turn.unlock();
        }
    }

    private Answer answer(Request request) throws NetbirdException {
        try (Response response = http.newCall(request).execute()) {
            observer.answered(request.method(), response.code());
            byte[] bytes = response.peekBody(MOST_BYTES).bytes();
            if (bytes.length == MOST_BYTES) {
                throw new IOException("its answer has " + MOST_BYTES + " bytes or more");
            }
            String type = response.header("Content-Type", "");
            boolean readable = bytes.length > 0 && String.valueOf(type).contains("json");
            if (response.code() == 200 && !readable) {
                throw new NetbirdException(
                        "NetBird answers "
                                + request.method()
                                + " "
                                + request.url().encodedPath()
                                + " with something that is not JSON.",
                        true);
            }
            return new Answer(
                    response.code(),
                    Token.TAKEN,
                    readable ? json.readTree(bytes) : MissingNode.getInstance());
        } catch (IOException e) {
            observer.unanswered(request.method());
            throw new NetbirdException("NetBird does not answer: " + e.getMessage(), true, e);
        }
    }

    private static void sleep(Duration pause) throws NetbirdException {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetbirdException("Stopping", true, e);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    @FunctionalInterface
    private interface Call {
        Answer run() throws NetbirdException;
    }

    /** What an answer says of the token that the call was made with. */
    private enum Token {
        TAKEN,
        REFUSED,
        UNKNOWN
    }

    private record Answer(int status, Token token, JsonNode body) {
        Answer with(Token judged) {
            return new Answer(status, judged, body);
        }

        String message() {
            return body.path("message").asText("");
        }
    }
}
