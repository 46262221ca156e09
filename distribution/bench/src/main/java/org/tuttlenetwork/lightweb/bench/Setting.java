// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a bench runs: the stand-ins are up already, the host is started by the bench itself.
 *
 * @param hostCommand how the launcher starts a host, word by word
 * @param java the JDK's java
 * @param plain the class path of the programs that the host is measured beside
 * @param binaries the jar with PostgreSQL's binaries
 * @param work a folder for data and logs
 * @param environment addresses and ports, as the launcher exports them
 * @param rounds how often each is measured
 */
public record Setting(
        List<String> hostCommand,
        String java,
        String plain,
        Path binaries,
        Path work,
        Map<String, String> environment,
        int rounds) {
    public Setting {
        hostCommand = List.copyOf(hostCommand);
        environment = Map.copyOf(environment);
    }

    static Setting of(Map<String, String> environment, int rounds) throws IOException {
        Path work = Path.of(need(environment, "LIGHTWEB_BENCH_WORK"));
        Path command = Path.of(need(environment, "LIGHTWEB_BENCH_COMMAND"));
        String words = Files.readString(command, StandardCharsets.UTF_8);
        List<String> hostCommand = words.lines().toList();
        return new Setting(
                hostCommand,
                hostCommand.getFirst(),
                need(environment, "LIGHTWEB_BENCH_PLAIN"),
                Path.of(need(environment, "LIGHTWEB_BENCH_POSTGRESQL")),
                work,
                environment,
                rounds);
    }

    private static String need(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set; run ./lightweb bench");
        }
        return value;
    }

    /** What starts a host with its data in a folder of the bench. */
    public List<String> host(Path data) {
        List<String> command = new ArrayList<>(hostCommand);
        command.set(command.indexOf("--data") + 1, data.toString());
        return command;
    }

    /** What starts one of the plain programs, with the host's own flags for the JVM. */
    public List<String> plain(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        hostCommand.stream()
                .filter(word -> word.startsWith("-X") || word.startsWith("-D"))
                .forEach(command::add);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", plain));
        command.add("org.tuttlenetwork.lightweb.bench.plain." + main);
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a program that writes to a log of this name. */
    public Child start(List<String> command, String log) throws IOException {
        return Child.start(command, Map.of(), work.resolve(log + ".log"));
    }

    public String variable(String name) {
        return need(environment, name);
    }

    /** How the rounds went, for a report. */
    String alternating() {
        return "Alternating, " + rounds + " rounds after a warm-up.";
    }

    /** An access token of one of the demo's people. */
    public String token(HttpClient http, String persona) throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        variable("LIGHTWEB_ZITADEL_CONTROL") + "/control/token?persona=" + persona);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body()
                .strip();
    }

    public String ready() {
        return "http://127.0.0.1:" + variable("LIGHTWEB_PORT_METRICS") + "/readyz";
    }

    /** A port of the bench's own: the people's and more. */
    public int port(int offset) {
        return Integer.parseInt(variable("LIGHTWEB_PORT_PEOPLE")) + offset;
    }
}
