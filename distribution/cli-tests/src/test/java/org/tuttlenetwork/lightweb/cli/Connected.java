// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.tuttlenetwork.lightweb.cli.setup.Asker;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two servers as they are after their installation, a folder for settings, and the commands. */
final class Connected implements AutoCloseable {
    /** In no range that Zitadel refuses, and nobody's (RFC 5737). */
    static final String DOOR = "https://192.0.2.1";

    static final String PORTAL = "http://127.0.0.1:1";
    private static final ObjectMapper JSON = new ObjectMapper();

    final ZitadelStandIn zitadel = ZitadelStandIn.start(ZitadelOptions.defaults().justInstalled());
    final NetbirdStandIn netbird;
    final Path etc;
    Map<String, String> environment = Map.of();
    Clock clock = Clock.systemUTC();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofMillis(300))
                    .proxy(new NothingLeaves())
                    .build();
    private final Path folder;

    Connected(Path folder) throws IOException {
        this.folder = folder;
        etc = folder.resolve("etc");
        netbird = NetbirdStandIn.start(NetbirdOptions.ephemeral());
        for (String user : List.of(DemoNetbird.NETWORK_ADMIN_USER, DemoNetbird.ADMIN_USER)) {
            netbird.edit("DELETE", "/api/users/" + user, null);
        }
        for (String group : List.of("core", "vpn-nodes", "admin")) {
            netbird.edit("DELETE", "/api/groups/" + netbird.groupId(group), null);
        }
        tokenOf(Persona.ADA);
        Files.writeString(
                netbirdToken(), netbird.issueToken(DemoNetbird.OWNER_USER, Duration.ofDays(1)));
    }

    /** What a command left behind. */
    record Ran(int code, String out) {}

    Path zitadelToken() {
        return folder.resolve("zitadel.pat");
    }

    Path netbirdToken() {
        return folder.resolve("netbird.pat");
    }

    /** Somebody's personal access token is what setup is given. */
    void tokenOf(Persona persona) throws IOException {
        String token =
                zitadel.token(
                        persona.userId(),
                        List.of("openid", Scopes.ZITADEL_AUDIENCE),
                        true,
                        Duration.ofHours(1));
        Files.writeString(zitadelToken(), token);
    }

    /**
     * With every option, and nobody at a terminal.
     *
     * @param more {@code --option=value} instead of the usual one, or flags
     */
    Ran setup(String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--zitadel-url", zitadel.issuer());
        options.put("--zitadel-token-file", zitadelToken().toString());
        options.put("--organization", DemoIds.ORGANIZATION);
        options.put("--netbird-url", netbird.uri().toString());
        options.put("--netbird-token-file", netbirdToken().toString());
        options.put("--public-url", PORTAL);
        options.put("--door-url", DOOR);
        options.put("--admin", Persona.ADA.userId());
        options.put("--etc", etc.toString());
        List<String> arguments = new ArrayList<>();
        for (String one : more) {
            int equals = one.indexOf('=');
            if (equals < 0) {
                arguments.add(one);
            } else {
                options.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        options.forEach((name, value) -> arguments.add(name + "=" + value));
        return setup(_ -> Optional.empty(), arguments);
    }

    Ran setup(Asker asker, List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return run(
                new CommandLine(new SetupCommand(environment, http, clock, out, asker)),
                bytes,
                arguments);
    }

    Ran doctor(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Map<String, String> own = Map.of("LIGHTWEB_ETC", etc.toString());
        return run(
                new CommandLine(new DoctorCommand(own, http, clock, out)),
                bytes,
                List.of(arguments));
    }

    private static Ran run(CommandLine line, ByteArrayOutputStream bytes, List<String> arguments) {
        PrintWriter writer = new PrintWriter(bytes, true, StandardCharsets.UTF_8);
        line.setOut(writer);
        line.setErr(writer);
        line.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    writer.println(failure.getMessage());
                    return 1;
                });
        int code = line.execute(arguments.toArray(String[]::new));
        return new Ran(code, bytes.toString(StandardCharsets.UTF_8));
    }

    /** What doctor says of one thing: level and what it saw. */
    String finding(String name) throws IOException {
        for (JsonNode check : JSON.readTree(doctor("--json").out()).path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check.path("level").asText() + ": " + check.path("seen").asText();
            }
        }
        throw new AssertionError("doctor has no check " + name);
    }

    String secret(String name) throws IOException {
        return Files.readString(etc.resolve("secrets").resolve(name)).strip();
    }

    @Override
    public void close() {
        zitadel.close();
        netbird.close();
        http.close();
    }

    /** What is not on this machine is asked for at a port where nobody listens. */
    private static final class NothingLeaves extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return uri.getHost().equals(URI.create(DOOR).getHost())
                    ? List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1)))
                    : List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // As it is meant to: whoever asks is told.
        }
    }
}
