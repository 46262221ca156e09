// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL under our supervision: on loopback only, with a password, with fsync. It ends
 * with the host, also when that is killed, and recovers by itself at the next start; where it ends
 * by itself it is started anew on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser of the cluster. */
    public static final String USER = "lw";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration NEWS_EVERY = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int PORT_TRIES = 3;
    private static final long LOOK_MILLIS = 10;

    private final Cluster files;
    private final DataLock lock;
    private final ServerUser user;
    private final List<String> command;
    private final String password;
    private final int port;
    private final Thread supervisor;
    private volatile @Nullable Process process;
    private volatile @Nullable IOException notSpawned;
    private volatile boolean wasReady;
    private volatile boolean closing;

    private EmbeddedPostgres(
            Cluster files, DataLock lock, ServerUser user, List<String> command, int port)
            throws IOException {
        this.files = files;
        this.lock = lock;
        this.user = user;
        this.command = command;
        this.port = port;
        this.password = files.password();
        // The signal at the parent's death follows the thread that spawned: this one, a platform
        // thread, stays for as long as PostgreSQL runs.
        this.supervisor =
                Thread.ofPlatform().name("postgresql").daemon().unstarted(this::supervise);
    }

    /**
     * Starts the server, making its cluster where there is none. Blocks until it takes connections,
     * however long a recovery takes.
     *
     * @param binaries the folder with {@code bin/postgres}
     * @param data the folder that holds the cluster and its password
     * @param fsync whether a commit waits for the disk: always, but in throw-away tests
     * @throws IllegalStateException if it does not start, or another host runs on this folder
     */
    public static EmbeddedPostgres start(Path binaries, Path data, boolean fsync) {
        return start(binaries, data, fsync, ServerUser.choose());
    }

    static EmbeddedPostgres start(Path binaries, Path data, boolean fsync, ServerUser user) {
        DataLock lock = null;
        try {
            Files.createDirectories(data);
            Cluster files = new Cluster(data.toRealPath());
            lock = DataLock.take(files.data());
            files.make(binaries, user);
            LeftOver.end(files.folder());
            EmbeddedPostgres server = startOnAFreePort(binaries, files, lock, fsync, user);
            lock = null;
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started on " + data, e);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** Between asking for a free port and taking it another program may come: then once more. */
    private static EmbeddedPostgres startOnAFreePort(
            Path binaries, Cluster files, DataLock lock, boolean fsync, ServerUser user)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            EmbeddedPostgres server =
                    new EmbeddedPostgres(
                            files,
                            lock,
                            user,
                            command(binaries, files.folder(), port, fsync),
                            port);
            server.supervisor.start();
            if (server.awaitReady()) {
                server.wasReady = true;
                return server;
            }
            server.end();
            String log = Files.exists(files.log()) ? Files.readString(files.log()).strip() : "";
            if (attempt == PORT_TRIES || !log.contains("could not bind")) {
                throw new IllegalStateException(
                        "PostgreSQL does not start on " + files.folder() + ": " + log,
                        server.notSpawned);
            }
        }
    }

    /** The JDBC URL, without user and password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true";
    }

    public String password() {
        return password;
    }

    /** The postmaster's process id; 0 while there is none. */
    public long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    private static List<String> command(Path binaries, Path cluster, int port, boolean fsync) {
        String commit = fsync ? "on" : "off";
        List<String> settings =
                List.of(
                        "listen_addresses=127.0.0.1",
                        "port=" + port,
                        "unix_socket_directories=",
                        "fsync=" + commit,
                        "synchronous_commit=" + commit,
                        "max_connections=200",
                        // One lock for each key that a transaction publishes.
                        "max_locks_per_transaction=256",
                        // PostgreSQL's own log tells nothing of people: no statements, no values.
                        "log_statement=none",
                        "log_connections=off",
                        "log_min_error_statement=panic",
                        "log_error_verbosity=terse",
                        "log_checkpoints=off");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                binaries.resolve("bin/postgres").toString(),
                                "-D",
                                cluster.toString()));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        File log = files.log().toFile();
        try {
            while (!closing) {
                long begun = System.nanoTime();
                Process running =
                        new ProcessBuilder(user.supervise(command))
                                .redirectErrorStream(true)
                                .redirectOutput(
                                        wasReady
                                                ? ProcessBuilder.Redirect.appendTo(log)
                                                : ProcessBuilder.Redirect.to(log))
                                .start();
                process = running;
                int code = running.waitFor();
                if (closing || !wasReady) {
                    return;
                }
                LOG.error("PostgreSQL ended by itself ({}) and is started anew", code);
                boolean ranLong = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
                pause = ranLong ? FIRST_PAUSE : pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                LeftOver.end(files.folder());
            }
        } catch (IOException e) {
            notSpawned = e;
            LOG.error("PostgreSQL cannot be started", e);
        } catch (IllegalStateException e) {
            LOG.error("PostgreSQL is not started anew", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitReady() {
        PidFile pidFile = PidFile.in(files.folder());
        long news = System.nanoTime();
        while (supervisor.isAlive()) {
            if (pid() != 0 && pidFile.isReady(pid())) {
                return true;
            }
            if (System.nanoTime() - news > NEWS_EVERY.toNanos()) {
                LOG.info("PostgreSQL is not ready yet; after a crash it recovers first");
                news = System.nanoTime();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A fast shutdown: open transactions are rolled back, nothing committed is lost. */
    @Override
    public void close() {
        end();
        lock.close();
    }

    private void end() {
        closing = true;
        Process running = process;
        if (running != null && running.isAlive()) {
            LeftOver.signal(running.pid(), "INT");
            try {
                if (!running.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.warn(
                            "PostgreSQL does not stop and is ended; it recovers at the next start");
                    running.destroyForcibly();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        supervisor.interrupt();
        try {
            supervisor.join(STOP_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
