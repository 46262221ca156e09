// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.karaf;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Karaf's console, over SSH as it is shipped: the user's password is the user's name. */
public final class Console {
    private static final String USER = "karaf";
    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);

    private final int port;

    Console(int port) {
        this.port = port;
    }

    /** Waits until commands are taken. */
    void await(Duration between) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            try {
                run("version");
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.NANOSECONDS.sleep(between.toNanos());
            }
        }
    }

    /** Carries out a command; what it said. */
    public String run(String command) throws IOException, InterruptedException {
        return connect(command).run();
    }

    /**
     * Connects for one command: Karaf ends a connection after it. So the time that a connection
     * takes can be left out of the command's.
     */
    public Command connect(String command) throws IOException {
        try {
            Session session = new JSch().getSession(USER, "127.0.0.1", port);
            session.setPassword(USER.getBytes(StandardCharsets.US_ASCII));
            // The server was made by this program, a moment ago.
            session.setConfig("StrictHostKeyChecking", "no");
            session.connect(CONNECT_MILLIS);
            return new Command(session, command);
        } catch (JSchException e) {
            throw new IOException("Karaf's console does not answer: " + e.getMessage(), e);
        }
    }
}
