// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The demo's archive, unpacked into a folder of its own and run by its own command, on ports of its
 * own.
 */
final class RunningDemo implements AutoCloseable {
    private static final int OFFSET = 500;
    private static final int BESIDE = 750;
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path command;
    private final Path log;
    private final Map<String, String> environment;
    private Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param folder what is thrown away at the end
     * @param command the archive's own command
     * @param log where it writes
     * @param environment what the command is told
     */
    private RunningDemo(Path folder, Path command, Path log, Map<String, String> environment) {
        this.folder = folder;
        this.command = command;
        this.log = log;
        this.environment = Map.copyOf(environment);
    }

    static RunningDemo start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lightweb-system-");
        run(List.of("tar", "-xzf", archive().toString(), "-C", folder.toString()));
        Path command;
        try (Stream<Path> unpacked = Files.list(folder)) {
            command = unpacked.findFirst().orElseThrow().resolve("bin/lightweb");
        }
        Path log = folder.resolve("run.log");
        return new RunningDemo(folder, command, log, environment(folder, OFFSET)).started();
    }

    /**
     * A second host of the same network: on the first one's PostgreSQL, Zitadel and NetBird, with
     * the same master key, on ports of its own. Its own stand-ins run, and nobody asks them.
     */
    static RunningDemo beside(RunningDemo first) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lightweb-system-");
        Map<String, String> environment = new HashMap<>(environment(folder, BESIDE));
        environment.put("LIGHTWEB_ETC", folder.resolve("etc").toString());
        environment.put("LIGHTWEB_TOKEN", first.command("token", "ada").output());
        environment.put("LIGHTWEB_ZITADEL_URL_OF_FIRST", "http://127.0.0.1:" + (9081 + OFFSET));
        SecondHost.prepare(first.folder, first.home().resolve("demo/etc"), folder, 9082 + OFFSET);
        Path log = folder.resolve("run.log");
        return new RunningDemo(folder, first.command, log, environment).started();
    }

    /** Starts it again, in the same folder, once it has stopped. */
    RunningDemo again() throws IOException, InterruptedException {
        return new RunningDemo(folder, command, folder.resolve("run-again.log"), environment)
                .started();
    }

    private RunningDemo started() throws IOException, InterruptedException {
        startAgain();
        return this;
    }

    /** Ends the host as {@code kill -9} does; its command and the stand-ins stop by themselves. */
    void killHost() throws IOException, InterruptedException {
        List<ProcessHandle> hosts = new ArrayList<>();
        for (ProcessHandle handle : process.descendants().toList()) {
            // ProcessHandle tells no arguments where they are more than a page.
            Path words = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
            if (Files.exists(words) && Files.readString(words).contains("lightweb.host.Main")) {
                hosts.add(handle);
            }
        }
        assertThat(hosts).as("the host").hasSize(1);
        hosts.forEach(ProcessHandle::destroyForcibly);
        if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The demo's command outlives its host");
        }
    }

    /** Starts it again in the same folder, after it has ended. */
    void startAgain(String... options) throws IOException, InterruptedException {
        process = run(options);
        awaitReady();
    }

    /** Starts it in the same folder with a host that ends before it is ready. */
    void startAndEnd(String... options) throws IOException, InterruptedException {
        process = run(options);
        awaitEnd();
    }

    /** Waits until the command ends, as it does when its host is gone. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The demo still runs");
        }
    }

    private Process run(String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.toString(), "run");
        builder.environment().putAll(environment);
        builder.environment().put("LIGHTWEB_JAVA_OPTIONS", String.join(" ", options));
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "demo", "archive", "target"))) {
            return files.filter(file -> file.toString().endsWith("-demo.tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The demo's archive is not built"))
                    .toAbsolutePath()
                    .normalize();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!output().contains("is ready")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String said = output();
                close();
                throw new IllegalStateException("The demo does not start:\n" + said);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** The listener of who is outside. */
    String door() {
        return "http://127.0.0.1:" + port(8081);
    }

    String url() {
        return "http://127.0.0.1:" + port(8080);
    }

    /** What the demo has unpacked and written, its log too. */
    Path folder() {
        return folder;
    }

    String metricsUrl() {
        return "http://127.0.0.1:" + port(9464);
    }

    String zitadelControl() {
        return "http://127.0.0.1:" + port(9181) + "/control";
    }

    String netbirdControl() {
        return "http://127.0.0.1:" + port(9182) + "/control";
    }

    /** The archive as it was unpacked. */
    Path home() {
        return command.getParent().getParent();
    }

    /** Runs a command of the archive to its end: its exit code and what it printed. */
    Ended command(String... arguments) throws IOException, InterruptedException {
        return commandIn(Path.of("").toAbsolutePath(), arguments);
    }

    /** The same, called in a folder. */
    Ended commandIn(Path where, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Stream.concat(Stream.of(command.toString()), Stream.of(arguments))
                                .toList());
        builder.directory(where.toFile());
        builder.environment().putAll(environment);
        Process running = builder.redirectErrorStream(true).start();
        String printed =
                new String(
                        running.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        return new Ended(running.waitFor(), printed.strip());
    }

    HttpResponse<String> get(String url, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> delete(String url, String token) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> post(String url, String json, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends SIGTERM to the command and waits for its end. */
    int terminate() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The demo does not stop:\n" + output());
        }
        return process.exitValue();
    }

    /** Processes that still name this folder on their command line. */
    List<String> leftRunning() {
        return ProcessHandle.allProcesses()
                .map(handle -> handle.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    private static Map<String, String> environment(Path folder, int offset) {
        return Map.of(
                "LIGHTWEB_PORT_OFFSET",
                String.valueOf(offset),
                "LIGHTWEB_DATA",
                folder.resolve("data").toString(),
                "LIGHTWEB_BACKUP_PASSPHRASE",
                "system test passphrase",
                // A folder that is thrown away never sees the second start that a cache is for.
                "LIGHTWEB_AOT",
                "off");
    }

    private int port(int usual) {
        return usual + Integer.parseInt(environment.get("LIGHTWEB_PORT_OFFSET"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code);
        }
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                terminate();
            }
            if (!Files.exists(folder)) {
                // Another run in the same folder was closed before.
                return;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    record Ended(int code, String output) {}
}
