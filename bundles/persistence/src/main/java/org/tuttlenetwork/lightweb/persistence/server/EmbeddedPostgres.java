// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL under our supervision: on loopback only, with a password, with fsync. It ends
 * with the host, also when that is killed, and recovers by itself at the next start.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser of the cluster. */
    public static final String USER = "lw";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 10;

    private final Path cluster;
    private final String password;
    private final int port;
    private final Process process;
    private final CountDownLatch release;

    private EmbeddedPostgres(
            Path cluster, String password, int port, Process process, CountDownLatch release) {
        this.cluster = cluster;
        this.password = password;
        this.port = port;
        this.process = process;
        this.release = release;
    }

    /**
     * Starts the server, making its cluster where there is none. Blocks until it takes connections.
     *
     * @param binaries the folder with {@code bin/postgres}
     * @param data the folder that holds the cluster and its password
     * @param fsync whether a commit waits for the disk: always, but in throw-away tests
     */
    public static EmbeddedPostgres start(Path binaries, Path data, boolean fsync) {
        Path cluster = data.toAbsolutePath().normalize().resolve("cluster");
        ServerUser user = ServerUser.choose();
        try {
            String password = password(data);
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                initialise(binaries, cluster, data, user);
            }
            endLeftOver(cluster);
            int port = freePort();
            CountDownLatch release = new CountDownLatch(1);
            Process process = spawn(command(binaries, cluster, port, fsync), user, data, release);
            EmbeddedPostgres server =
                    new EmbeddedPostgres(cluster, password, port, process, release);
            server.awaitReady(data);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started on " + cluster, e);
        }
    }

    /** The JDBC URL, without user and password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true";
    }

    public String password() {
        return password;
    }

    /** The postmaster's process id. */
    public long pid() {
        return process.pid();
    }

    private static List<String> command(Path binaries, Path cluster, int port, boolean fsync) {
        return List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                cluster.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=" + (fsync ? "on" : "off"),
                "-c",
                "synchronous_commit=" + (fsync ? "on" : "off"),
                "-c",
                "log_statement=none",
                "-c",
                "log_connections=off",
                "-c",
                "max_connections=100");
    }

    private static void initialise(Path binaries, Path cluster, Path data, ServerUser user)
            throws IOException {
        LOG.info("Making a new PostgreSQL cluster in {}", cluster);
        Path log = data.resolve("initdb.log");
        List<String> command =
                user.run(
                        List.of(
                                binaries.resolve("bin/initdb").toString(),
                                "-D",
                                cluster.toString(),
                                "--no-sync",
                                "-U",
                                USER,
                                "-A",
                                "scram-sha-256",
                                "--pwfile=" + passwordFile(data),
                                "-E",
                                "UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("initdb failed: " + Files.readString(log).strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while initdb ran", e);
        }
    }

    /**
     * The signal at the parent's death follows the thread that spawned: so that thread stays until
     * we stop.
     */
    private static Process spawn(
            List<String> command, ServerUser user, Path data, CountDownLatch release) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("postgresql")
                .daemon()
                .start(
                        () -> {
                            try {
                                started.complete(
                                        new ProcessBuilder(user.supervise(command))
                                                .redirectErrorStream(true)
                                                .redirectOutput(
                                                        data.resolve("postgresql.log").toFile())
                                                .start());
                                release.await();
                            } catch (IOException e) {
                                started.completeExceptionally(e);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return started.join();
    }

    private void awaitReady(Path data) throws IOException {
        PidFile pidFile = PidFile.in(cluster);
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!pidFile.isReady(process.pid())) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException(
                        "PostgreSQL does not start: "
                                + Files.readString(data.resolve("postgresql.log")).strip());
            }
            pause();
        }
    }

    private static void endLeftOver(Path cluster) throws IOException {
        PidFile pidFile = PidFile.in(cluster);
        pidFile.leftOver(cluster)
                .ifPresent(
                        other -> {
                            LOG.warn(
                                    "Ending a PostgreSQL that an earlier host left behind (process"
                                        + " {})",
                                    other.pid());
                            signal(other.pid(), "INT");
                            other.onExit()
                                    .orTimeout(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                    .join();
                        });
        if (pidFile.leftOver(cluster).isEmpty()) {
            pidFile.delete();
        }
    }

    private static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The process " + pid + " cannot be signalled", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String password(Path data) throws IOException {
        Path file = passwordFile(data);
        if (!Files.exists(file)) {
            Files.createDirectories(data);
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static Path passwordFile(Path data) {
        return data.toAbsolutePath().resolve("password");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fast shutdown: open transactions are rolled back, nothing committed is lost. */
    @Override
    public void close() {
        if (process.isAlive()) {
            signal(process.pid(), "INT");
            try {
                if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.warn(
                            "PostgreSQL does not stop and is ended; it recovers at the next start");
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        release.countDown();
    }
}
