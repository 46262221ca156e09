// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL, which refuses root, is run: as the ordinary user that the host is, or as root of
 * a user namespace of its own where the host is root.
 *
 * @param prefix what stands before the command
 */
record ServerUser(List<String> prefix) {
    private static final long PROBE_SECONDS = 10;

    /**
     * @throws IllegalStateException if the host is root and may not make user namespaces
     */
    static ServerUser choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ServerUser(List.of());
        }
        if (succeeds("unshare", "-U", "true")) {
            return new ServerUser(List.of("unshare", "-U"));
        }
        throw new IllegalStateException(
                "PostgreSQL does not run as root, and user namespaces are forbidden here. Run the"
                    + " host as an ordinary user, or name a database in"
                    + " etc/lightweb.persistence.cfg (url, user, password).");
    }

    /** The command, wrapped. */
    List<String> run(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /**
     * The command, wrapped, in a session of its own and ended by SIGINT with the thread that starts
     * it.
     */
    List<String> supervise(List<String> command) {
        List<String> whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(prefix);
        whole.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        whole.addAll(command);
        return whole;
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
