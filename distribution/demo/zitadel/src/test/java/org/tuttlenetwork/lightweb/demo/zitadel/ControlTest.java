// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.OddToken;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookSender;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookTarget;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class ControlTest {
    private static final ZitadelStandIn.Keys OWN_KEYS =
            new ZitadelStandIn.Keys(List.of(), Optional.empty());

    @TempDir Path directory;

    private record Posted(String signature, String body) {}

    @Test
    void aRestartKeepsGrantsTokensAndKeys() throws Exception {
        Path state = directory.resolve("zitadel.json");
        ZitadelOptions options = ZitadelOptions.defaults().withStateFile(state);
        String token;
        String key;
        String keys;
        int port;
        try (Fixture first = new Fixture(options, OWN_KEYS)) {
            first.addRole("r");
            first.zitadel.console().grantRole(Persona.MIA.userId(), "r");
            token = first.serviceToken();
            key = first.keyFile().toString();
            keys = first.get("/oauth/v2/keys").body();
            port = URI.create(first.zitadel.issuer()).getPort();
        }
        try (Fixture second = new Fixture(options.withPorts(port, 0), OWN_KEYS)) {
            assertThat(second.zitadel.console().rolesOf(Persona.MIA.userId())).containsExactly("r");
            assertThat(second.call("/v2/users", "{}", token).status()).isEqualTo(200);
            assertThat(second.keyFile()).hasToString(key);
            assertThat(second.get("/oauth/v2/keys").body()).isEqualTo(keys);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rw-------");
    }

    @Test
    void aGrantIsOnDiskWhenItIsAnswered() throws Exception {
        Path state = directory.resolve("zitadel.json");
        try (Fixture fixture = new Fixture(ZitadelOptions.defaults().withStateFile(state))) {
            fixture.control("/project-roles/add", "{'role':'written'}");
            assertThat(Files.readString(state)).contains("written");
        }
    }

    @Test
    void theKeyFileIsWrittenForItsOwnerOnly() throws Exception {
        Path file = directory.resolve("keys/host.json");
        try (Fixture fixture = new Fixture(ZitadelOptions.defaults().withKeyFile(file))) {
            assertThat(Files.readAllBytes(file)).isEqualTo(fixture.zitadel.serviceUserKey());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private static HttpServer target(BlockingQueue<Posted> posts, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> take(exchange, posts, status));
        server.start();
        return server;
    }

    private static void take(HttpExchange exchange, BlockingQueue<Posted> posts, int status)
            throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add(new Posted(exchange.getRequestHeaders().getFirst("ZITADEL-Signature"), body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void eventsArePostedOnceAndSigned() throws Exception {
        BlockingQueue<Posted> posts = new LinkedBlockingQueue<>();
        HttpServer server = target(posts, 500);
        try (Fixture fixture = new Fixture()) {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            fixture.zitadel.webhook(Optional.of(WebhookTarget.of(url, "signing-key-1")));
            fixture.addRole("r");
            fixture.zitadel.console().grantRole(Persona.MIA.userId(), "r");
            fixture.zitadel.console().lock(Persona.MIA.userId());
            Posted grant = posts.poll(10, TimeUnit.SECONDS);
            Posted lock = posts.poll(10, TimeUnit.SECONDS);
            JsonNode event = Fixture.JSON.readTree(grant.body());
            assertThat(event.path("event_type").asText()).isEqualTo("user.grant.added");
            assertThat(event.path("userID").asText()).isEqualTo(Persona.ADA.userId());
            assertThat(event.at("/event_payload/userId").asText()).isEqualTo(Persona.MIA.userId());
            assertThat(event.path("sequence").isInt()).isTrue();
            long seconds = fixture.clock.instant().getEpochSecond();
            String expected =
                    WebhookSender.sign(
                            "signing-key-1",
                            seconds,
                            grant.body().getBytes(StandardCharsets.UTF_8));
            assertThat(grant.signature()).isEqualTo("t=" + seconds + ",v1=" + expected);
            assertThat(Fixture.JSON.readTree(lock.body()).path("event_type").asText())
                    .isEqualTo("user.locked");
            assertThat(Fixture.JSON.readTree(lock.body()).has("event_payload")).isFalse();
            // The failed first one came before the second, and was not tried again.
            assertThat(posts).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theSignatureIsThatOfTheContractsVector() {
        byte[] body = "{\"event_type\":\"user.grant.added\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(WebhookSender.sign("signing-key-1", 1_700_000_000L, body))
                .isEqualTo("49ddc39db7ccc9818f38fd9ec41de3435f1eb65db5bd08a84b25a2240e3508ac");
    }

    @Test
    void failsAsOftenAsAsked() {
        try (Fixture fixture = new Fixture()) {
            fixture.serviceToken();
            fixture.zitadel.faults().failNext(2, 503, "/v2/");
            assertThat(fixture.get("/oauth/v2/keys").status()).isEqualTo(200);
            assertThat(fixture.call("/v2/users", "{}").status()).isEqualTo(503);
            assertThat(fixture.call("/v2/users", "{}").json().path("code").asInt()).isEqualTo(14);
            assertThat(fixture.call("/v2/users", "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void isDownAndTalksNonsenseWhenAsked() {
        try (Fixture fixture = new Fixture()) {
            fixture.control("/faults", "{'mode':'down'}");
            assertThat(fixture.get("/oauth/v2/keys").status()).isZero();
            fixture.zitadel.faults().mode(Faults.Mode.NONSENSE);
            assertThat(fixture.get("/oauth/v2/keys").body()).startsWith("<html>");
            fixture.control("/faults", "{}");
            assertThat(fixture.get("/oauth/v2/keys").status()).isEqualTo(200);
        }
    }

    @Test
    void theShellGetsATokenAsText() throws Exception {
        try (Fixture fixture = new Fixture()) {
            Answer answer =
                    fixture.send(
                            HttpRequest.newBuilder(
                                    URI.create(
                                            fixture.zitadel.controlUri() + "/token?persona=mia")));
            assertThat(JWSObject.parse(answer.body()).getPayload().toJSONObject())
                    .containsEntry("sub", Persona.MIA.userId());
        }
    }

    @Test
    void theControlInterfaceIsNotForBrowsers() {
        try (Fixture fixture = new Fixture()) {
            URI uri = URI.create(fixture.zitadel.controlUri() + "/token?persona=ada");
            Answer answer =
                    fixture.send(HttpRequest.newBuilder(uri).header("Origin", "http://evil.test"));
            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @Test
    void controlActsAsTheConsole() {
        try (Fixture fixture = new Fixture()) {
            fixture.control("/project-roles/add", "{'role':'r'}");
            fixture.control("/roles/grant", "{'persona':'mia','role':'r'}");
            assertThat(fixture.zitadel.console().rolesOf(Persona.MIA.userId()))
                    .containsExactly("r");
            fixture.control("/roles/remove", "{'persona':'mia','role':'r'}");
            assertThat(fixture.zitadel.console().rolesOf(Persona.MIA.userId())).isEmpty();
            assertThat(fixture.control("/users/lock", "{'persona':'mia'}").status()).isEqualTo(200);
            assertThat(fixture.control("/users/lock", "{'persona':'mia'}").status()).isEqualTo(400);
            assertThat(fixture.control("/roles/grant", "{'persona':'x','role':'r'}").body())
                    .contains("no persona x");
            assertThat(fixture.control("/list-lag", "{'millis':6000}").status()).isEqualTo(400);
        }
    }

    @Test
    void callsAreCounted() throws InterruptedException {
        try (Fixture fixture = new Fixture()) {
            fixture.get("/oauth/v2/keys?x=1");
            // A call is noted with its status, so after its answer: the client may be quicker.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (fixture.zitadel.calls().isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(fixture.zitadel.calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.path()).isEqualTo("/oauth/v2/keys"));
        }
    }

    @ParameterizedTest
    @EnumSource(OddToken.class)
    void oddTokensAreMade(OddToken kind) {
        try (Fixture fixture = new Fixture()) {
            Answer answer =
                    fixture.control("/odd-token", "{'persona':'mia','kind':'" + kind.name() + "'}");
            String token = answer.json().path("accessToken").asText();
            long parts = token.chars().filter(c -> c == '.').count();
            assertThat(parts).isEqualTo(kind == OddToken.UNKNOWN_OPAQUE ? 0 : 2);
            assertThat(Map.of("alg", kind == OddToken.ALG_NONE))
                    .containsEntry("alg", token.endsWith("."));
        }
    }

    @Test
    void argumentsAreRead() {
        ZitadelOptions options =
                Main.options(
                        List.of(
                                "--port",
                                "0",
                                "--redirect-uri",
                                "http://a/",
                                "--redirect-uri",
                                "http://b/"));
        assertThat(options.ports().main()).isZero();
        assertThat(options.ports().control()).isEqualTo(9181);
        assertThat(options.redirectUris()).containsExactly("http://a/", "http://b/");
        assertThat(options.time().listLag()).hasMillis(300);
    }

    @Test
    void theDemosSigningKeyIsTheDefault() {
        ZitadelOptions options = Main.options(List.of("--webhook-url", "http://127.0.0.1:1/hook"));
        assertThat(options.webhook().orElseThrow().signingKey())
                .isEqualTo(WebhookTarget.DEMO_SIGNING_KEY);
    }
}
