// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line, a stand-in Zitadel, and a host that notes which tokens it gets. */
class LoginIT {
    private static final Pattern CODE = Pattern.compile("Enter   (\\S+)");

    @TempDir private Path home;

    private volatile Instant now = Instant.now();
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> tokens = new ArrayList<>();
    private final HttpClient browser = HttpClient.newHttpClient();
    private String commandLineClient = DemoIds.CLI_CLIENT;
    private ZitadelStandIn zitadel;
    private HttpServer host;

    @BeforeEach
    void start() throws IOException {
        zitadel = ZitadelStandIn.start(ZitadelOptions.defaults().withClock(clock));
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/api/v1/login", exchange -> answer(exchange, 200, login()));
        host.createContext("/api/v1/me", this::me);
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
        zitadel.close();
        browser.close();
    }

    @Test
    void aLoginIsKeptForTheOwnerOnlyAndUsedByWhatFollows() throws IOException {
        assertThat(run(this::approve, "login")).isZero();
        assertThat(text(out))
                .contains("Open    " + zitadel.issuer() + "/device")
                .contains("Ada (lightweb:admin) at " + url());
        Path kept = home.resolve("lightweb/logins.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(run(time -> {}, "whoami")).isZero();
        assertThat(tokens).hasSize(2);
        assertThat(tokens.get(1)).isEqualTo(tokens.get(0)).startsWith("Bearer ey");
        assertThat(text(out) + text(err)).doesNotContain(tokens.get(0).substring(7));
    }

    @Test
    void anAccessTokenThatIsOverIsRefreshed() {
        run(this::approve, "login");
        now = now.plus(Duration.ofHours(13));
        assertThat(run(time -> {}, "whoami")).isZero();
        assertThat(tokens.get(1)).isNotEqualTo(tokens.get(0));
    }

    @Test
    void aLoginThatIsOverSaysSo() {
        run(this::approve, "login");
        now = now.plus(Duration.ofDays(100));
        assertThat(run(time -> {}, "whoami")).isEqualTo(1);
        assertThat(text(err)).contains("is over. Run lightweb login.");
    }

    @Test
    void aRefusalIsTold() {
        assertThat(run(time -> choose("cancel", "yes"), "login")).isEqualTo(1);
        assertThat(text(err)).contains("The login was refused in the browser.");
        assertThat(home.resolve("lightweb")).doesNotExist();
    }

    @Test
    void nobodyComes() {
        assertThat(run(time -> now = now.plus(time), "login")).isEqualTo(1);
        assertThat(text(err)).contains("Nobody entered the code in time.");
    }

    @Test
    void aHostWithoutSuchLoginsSaysWhatToDo() {
        commandLineClient = "";
        assertThat(run(time -> {}, "login")).isEqualTo(1);
        assertThat(text(err)).contains("command_line_client_id");
    }

    @Test
    void aFileThatOthersMayReadIsNotUsed() throws IOException {
        run(this::approve, "login");
        Files.setPosixFilePermissions(
                home.resolve("lightweb/logins.json"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run(time -> {}, "whoami")).isEqualTo(1);
        assertThat(text(err)).contains("others may read the logins");
    }

    @Test
    void loggedOutMeansAskedAgain() {
        run(this::approve, "login");
        assertThat(run(time -> {}, "logout")).isZero();
        assertThat(run(time -> {}, "whoami")).isEqualTo(1);
        assertThat(text(err)).contains("Run lightweb login.");
    }

    @Test
    void noTokenLeavesThisMachineInTheClear() {
        Map<String, String> elsewhere =
                Map.of("LIGHTWEB_URL", "http://lightweb.example", "LIGHTWEB_TOKEN", "t");
        assertThat(run(elsewhere, time -> {}, "whoami")).isEqualTo(1);
        assertThat(text(err)).contains("it is not https");
    }

    private void approve(Duration time) {
        choose("user", Persona.ADA.userId());
        now = now.plus(time).plusSeconds(1);
    }

    private void choose(String name, String value) {
        Matcher code = CODE.matcher(text(out));
        assertThat(code.find()).isTrue();
        String form = "user_code=" + code.group(1) + "&" + name + "=" + encode(value);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(zitadel.issuer() + "/device"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try {
            assertThat(browser.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String login() {
        return """
        {"issuer": "%s", "commandLineClient": "%s", "scopes": ["openid", "offline_access"]}\
        """
                .formatted(zitadel.issuer(), commandLineClient);
    }

    private void me(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (token == null) {
            answer(exchange, 401, "{\"title\": \"Who is calling is not known\"}");
            return;
        }
        tokens.add(token);
        answer(exchange, 200, "{\"name\": \"Ada\", \"roles\": [\"lightweb:admin\"]}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + host.getAddress().getPort();
    }

    private int run(Pause pause, String... arguments) {
        return run(Map.of("LIGHTWEB_URL", url()), pause, arguments);
    }

    private int run(Map<String, String> environment, Pause pause, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("XDG_CONFIG_HOME", home.toString());
        return new Main(all, new PrintStream(out, true, StandardCharsets.UTF_8), clock, pause)
                .run(List.of(arguments), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
