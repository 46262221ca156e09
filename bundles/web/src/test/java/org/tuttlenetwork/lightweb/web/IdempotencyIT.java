// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.web.idempotency.PostgresKeptAnswers;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class IdempotencyIT {
    private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    private static TestDatabase server;
    private static Database database;

    @TempDir private static java.nio.file.Path folder;

    private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final Counting counting = new Counting();
    private TestHost host;
    private PostgresKeptAnswers answers;

    @BeforeAll
    static void startDatabase() {
        server = TestDatabase.start();
        database = server.unit("web", List.of(), PostgresKeptAnswers.class);
    }

    @AfterAll
    static void stopDatabase() {
        server.close();
    }

    @BeforeEach
    void startHost() {
        InstantSource source = () -> now;
        answers =
                new PostgresKeptAnswers(
                        database,
                        MasterKey.at(folder.resolve("master.key")),
                        source.withZone(ZoneOffset.UTC));
        host = new TestHost();
        host.collaborators.keptAnswers = Optional.of(answers);
        host.add("counting", counting);
    }

    @AfterEach
    void stopHost() {
        host.close();
        now = now.plus(Duration.ofDays(1));
        answers.run();
        assertThat(rows()).isZero();
    }

    @Test
    void aRequestSentAgainGetsTheFirstAnswerAndDoesNothing() {
        HttpResponse<String> first = post("member", KEY, "{\"n\":1}");
        HttpResponse<String> second = post("member", "\"" + KEY + "\"", "{\"n\":1}");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body()).contains("secret-1");
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"))
                .isPresent();
        assertThat(second.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(counting.calls).hasValue(1);
    }

    @Test
    void otherCallersKeysAndNoKeysAreRequestsOfTheirOwn() {
        post("member", KEY, "{}");
        post("admin", KEY, "{}");
        post("member", KEY + "x", "{}");
        host.postAs("member", "/api/v1/counting", "{}");
        host.postAs("member", "/api/v1/counting", "{}");
        assertThat(counting.calls).hasValue(5);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        post("member", KEY, "{\"n\":1}");
        HttpResponse<String> other = post("member", KEY, "{\"n\":2}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body())
                .contains("\"field\":\"Idempotency-Key\"")
                .contains("it was used with another body already");
        assertThat(counting.calls).hasValue(1);
    }

    @Test
    void whatWasRefusedMayBeSentAgain() {
        counting.status = 409;
        assertThat(post("member", KEY, "{}").statusCode()).isEqualTo(409);
        counting.status = 503;
        assertThat(post("member", KEY, "{}").statusCode()).isEqualTo(503);
        counting.status = 201;
        assertThat(post("member", KEY, "{\"n\":3}").statusCode()).isEqualTo(201);
        assertThat(counting.calls).hasValue(3);
    }

    @Test
    void ofTwoAtOnceOneIsCarriedOut() throws InterruptedException {
        counting.mayEnd = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> post("member", KEY, "{}"));
        assertThat(counting.inside.await(10, TimeUnit.SECONDS)).isTrue();
        HttpResponse<String> second = post("member", KEY, "{}");
        counting.mayEnd.countDown();
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("is being carried out");
        assertThat(first.join().statusCode()).isEqualTo(201);
        assertThat(post("member", KEY, "{}").body()).isEqualTo(first.join().body());
        assertThat(counting.calls).hasValue(1);
    }

    @Test
    void anAnswerThatCameTooLateIsThereWhenAskedAgain() throws InterruptedException {
        host.close();
        host = new TestHost(Map.of("request_timeout_seconds", "1"));
        host.collaborators.keptAnswers = Optional.of(answers);
        host.add("counting", counting);
        counting.mayEnd = new CountDownLatch(1);
        HttpResponse<String> late = post("member", KEY, "{}");
        assertThat(late.statusCode()).isEqualTo(503);
        counting.mayEnd.countDown();
        HttpResponse<String> again = post("member", KEY, "{}");
        Instant deadline = Instant.now().plusSeconds(10);
        while (again.statusCode() == 409 && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(20);
            again = post("member", KEY, "{}");
        }
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(counting.calls).hasValue(1);
    }

    @Test
    void aKeyIsForgottenAfterAnHour() {
        post("member", KEY, "{}");
        now = now.plus(PostgresKeptAnswers.KEPT).plusSeconds(1);
        HttpResponse<String> later = post("member", KEY, "{\"n\":9}");
        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(counting.calls).hasValue(2);
    }

    @Test
    void aKeyOfAnotherFormIsNamed() {
        for (String key :
                List.of("short", "with space inside", "a\"quote-inside", "x".repeat(129))) {
            HttpResponse<String> refused = post("member", key, "{}");
            assertThat(refused.statusCode()).as(key).isEqualTo(422);
            assertThat(refused.body()).contains("8 to 128 visible ASCII characters");
        }
        assertThat(counting.calls).hasValue(0);
    }

    @Test
    void withoutTheDatabaseNothingIsDone() {
        host.collaborators.keptAnswers = Optional.empty();
        HttpResponse<String> refused = post("member", KEY, "{}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("Nothing was done");
        assertThat(counting.calls).hasValue(0);
    }

    @Test
    void whoIsNotKnownIsAskedFirst() {
        assertThat(post("nobody", KEY, "{}").statusCode()).isEqualTo(401);
        assertThat(rows()).isZero();
    }

    @Test
    void noSecretLiesInTheTableInTheClear() {
        post("member", KEY, "{}");
        String kept =
                database.read(
                        transaction -> {
                            try (ResultSet row =
                                    transaction
                                            .connection()
                                            .createStatement()
                                            .executeQuery(
                                                    "select scope || fingerprint ||"
                                                            + " encode(answer, 'escape') from"
                                                            + " kept_answer")) {
                                assertThat(row.next()).isTrue();
                                return row.getString(1);
                            } catch (SQLException e) {
                                throw new AssertionError(e);
                            }
                        });
        assertThat(kept).doesNotContain("secret").doesNotContain("member").doesNotContain(KEY);
    }

    private HttpResponse<String> post(String token, String key, String json) {
        return host.send(
                host.request("/api/v1/counting")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static int rows() {
        return database.read(
                transaction -> {
                    try (ResultSet row =
                            transaction
                                    .connection()
                                    .createStatement()
                                    .executeQuery("select count(*) from kept_answer")) {
                        assertThat(row.next()).isTrue();
                        return row.getInt(1);
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** Counts how often it is really called. */
    @Path("counting")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Counting implements Resource {
        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch inside = new CountDownLatch(1);
        volatile int status = 201;
        volatile CountDownLatch mayEnd = new CountDownLatch(0);

        @POST
        public Response count(String body) throws InterruptedException {
            int call = calls.incrementAndGet();
            inside.countDown();
            assertThat(mayEnd.await(10, TimeUnit.SECONDS)).isTrue();
            switch (status) {
                case 409 -> throw new LightWebException(ProblemType.CONFLICT, "no");
                case 503 -> throw new LightWebException(ProblemType.UNAVAILABLE, "later");
                default -> {}
            }
            return Response.created(URI.create("/api/v1/counting/" + call))
                    .entity("{\"token\":\"secret-" + call + "\"}")
                    .build();
        }
    }
}
