// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is measured. It ends with this one, however that ends. */
public final class Child implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_MILLIS = 5;

    private final Process process;
    private final Path log;
    private final long begun;

    private Child(Process process, Path log, long begun) {
        this.process = process;
        this.log = log;
        this.begun = begun;
    }

    /**
     * @param command the program and its arguments
     * @param environment what is added to this process's own
     * @param log where its output goes
     */
    public static Child start(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        List<String> tied = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM"));
        tied.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(tied).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Files.createDirectories(log.toAbsolutePath().getParent());
        builder.redirectOutput(log.toFile());
        long begun = System.nanoTime();
        return new Child(builder.start(), log, begun);
    }

    /**
     * Waits for the first 200.
     *
     * @return milliseconds since the program was started
     */
    public double awaitOk(String url) throws IOException, InterruptedException {
        URL address = URI.create(url).toURL();
        while (System.nanoTime() - begun < START_PATIENCE.toNanos()) {
            if (ok(address)) {
                return (System.nanoTime() - begun) / 1e6;
            }
            if (!process.isAlive()) {
                throw new IOException("it ended with " + process.exitValue() + ": see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IOException(
                url
                        + " did not answer 200 within "
                        + START_PATIENCE.toSeconds()
                        + " s: see "
                        + log);
    }

    private static boolean ok(URL address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            connection.setRequestProperty("Connection", "close");
            return connection.getResponseCode() == 200;
        } catch (IOException _) {
            return false; // not there yet
        }
    }

    /** Resident memory of the JVM alone, in MB (10^6 bytes). */
    public double residentMegabytes() throws IOException {
        return Proc.status(process.pid(), "VmRSS") * 1024 / 1e6;
    }

    public long pid() {
        return process.pid();
    }

    /** Asks it to stop and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
