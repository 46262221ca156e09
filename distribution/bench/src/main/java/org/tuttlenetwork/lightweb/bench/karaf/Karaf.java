// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.karaf;

import org.tuttlenetwork.lightweb.bench.Child;
import org.tuttlenetwork.lightweb.bench.Setting;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Apache Karaf as it is shipped, unpacked by the launcher anew for each run, with ports of the
 * bench's own and its user let in.
 */
public final class Karaf {
    private static final String FEATURES = "http http-whiteboard scr";
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final String PATTERN = "/api/v1/bench";

    private final Setting setting;
    private final Path home;

    private Karaf(Setting setting, Path home) {
        this.setting = setting;
        this.home = home;
    }

    /** Sets it up in its folder; nothing is started. */
    public static Karaf in(Setting setting) throws IOException {
        Path home = Path.of(setting.variable("LIGHTWEB_BENCH_KARAF"), "home");
        Karaf karaf = new Karaf(setting, home);
        Path etc = home.resolve("etc");
        Settings.replace(
                etc.resolve("users.properties"),
                Map.of("#karaf = ", "karaf = ", "#_g_\\:admingroup", "_g_\\:admingroup"));
        Settings.replace(
                etc.resolve("org.apache.karaf.shell.cfg"),
                Map.of(
                        "sshPort = 8101",
                        "sshPort = " + karaf.consolePort(),
                        "sshHost = 0.0.0.0",
                        "sshHost = 127.0.0.1"));
        Settings.replace(
                etc.resolve("org.apache.karaf.management.cfg"),
                Map.of(
                        "rmiRegistryPort = 1099",
                        "rmiRegistryPort = " + setting.port(5),
                        "rmiServerPort = 44444",
                        "rmiServerPort = " + setting.port(6)));
        Files.writeString(
                etc.resolve("org.ops4j.pax.web.cfg"),
                """
                org.osgi.service.http.port = %d
                org.ops4j.pax.web.listening.addresses = 127.0.0.1
                """
                        .formatted(karaf.httpPort()));
        return karaf;
    }

    private int httpPort() {
        return setting.port(3);
    }

    private int consolePort() {
        return setting.port(4);
    }

    /** What the bundle of {@link ServletBundles} serves. */
    public URI resource() {
        return URI.create("http://127.0.0.1:" + httpPort() + PATTERN);
    }

    public Console console() {
        return new Console(consolePort());
    }

    /** Starts it by its own script, and waits until it takes commands. */
    public Child start() throws IOException, InterruptedException {
        // "daemon" is "server" in the script's own process: it is ended by its own id.
        Child child =
                Child.start(
                        List.of(home.resolve("bin/karaf").toString(), "daemon"),
                        Map.of("JAVA_HOME", setting.variable("LIGHTWEB_BENCH_JAVA17")),
                        setting.work().resolve("karaf.log"));
        try {
            console().await(BETWEEN);
            return child;
        } catch (IOException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    /** What the servlet is compiled with: its API, and the framework's as Karaf has it. */
    public List<Path> libraries() throws IOException {
        try (Stream<Path> boot = Files.list(home.resolve("lib/boot"));
                Stream<Path> fetched = Files.list(home.resolveSibling("libraries"))) {
            return Stream.concat(boot, fetched)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Brings what a servlet needs, from Maven Central where this machine does not have it yet. */
    public void prepare() throws IOException, InterruptedException {
        console().run("feature:install " + FEATURES);
    }

    /** Makes the features of a file known. */
    public void know(Path features) throws IOException, InterruptedException {
        console().run("feature:repo-add " + features.toUri());
    }

    /**
     * What its script came to run, word by word, so that it can be started without the script: the
     * host is measured without its launcher, too.
     */
    public static List<String> command(Child running) throws IOException {
        String words =
                Files.readString(
                        Path.of("/proc/" + running.pid() + "/cmdline"), StandardCharsets.UTF_8);
        return words.replace('\0', '\n').lines().toList();
    }
}
