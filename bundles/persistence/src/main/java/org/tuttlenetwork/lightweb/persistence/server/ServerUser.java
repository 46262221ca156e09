// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL, which refuses root, is run: as the ordinary user that the host is; where the host
 * is root, in a user namespace of its own, or, where those are forbidden, as another user.
 *
 * @param prefix what stands before the command
 * @param uid the user that must own the files; -1 where that is the host's own
 */
record ServerUser(List<String> prefix, int uid) {
    private static final int SELF = -1;
    private static final long PROBE_SECONDS = 10;
    private static final List<String> CANDIDATES = List.of("lightweb", "postgres", "nobody");

    /**
     * @throws IllegalStateException if the host is root and no other user is there
     */
    static ServerUser choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ServerUser(List.of(), SELF);
        }
        if (succeeds("unshare", "-U", "true")) {
            return new ServerUser(List.of("unshare", "-U"), SELF);
        }
        return CANDIDATES.stream()
                .map(ServerUser::named)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "PostgreSQL does not run as root, user namespaces are"
                                                + " forbidden here, and there is no user lightweb,"
                                                + " postgres or nobody. Run the host as an ordinary"
                                                + " user, or name a database in"
                                                + " etc/lightweb.persistence.cfg (url, user,"
                                                + " password)."));
    }

    /** Another user, to whom root hands the files over; empty where there is none of that name. */
    static Optional<ServerUser> named(String name) {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.map(line -> List.of(line.split(":", -1)))
                    .filter(fields -> fields.size() > 3 && fields.get(0).equals(name))
                    .findFirst()
                    .map(
                            fields ->
                                    new ServerUser(
                                            List.of(
                                                    "setpriv",
                                                    "--reuid=" + fields.get(2),
                                                    "--regid=" + fields.get(3),
                                                    "--clear-groups"),
                                            Integer.parseInt(fields.get(2))));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Hands a folder or file over, with all that is in it, where it belongs to somebody else. */
    void own(Path path) throws IOException {
        if (uid == SELF || Integer.valueOf(uid).equals(Files.getAttribute(path, "unix:uid"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", uid);
            }
        }
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
