// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The host as a process of its own, on the module path, over a home that a test makes. */
final class HostProcess {
    private static final List<String> MODULES =
            List.of(
                    "org.apache.felix.framework-",
                    "org.osgi.service.cm-",
                    "org.osgi.service.component-",
                    "org.osgi.service.log-",
                    "slf4j-api-",
                    "jul-to-slf4j-",
                    "logback-");
    private static final List<String> BOOT =
            List.of("org.apache.felix.scr-", "org.apache.felix.configadmin");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path home;
    private Process process;
    private Path output;
    private int runs;

    HostProcess(Path home) throws IOException {
        this.home = home;
        Path boot = Files.createDirectories(home.resolve("bundles/boot"));
        Files.createDirectories(home.resolve("etc"));
        for (Path jar : jars()) {
            if (startsWith(jar, BOOT)) {
                Files.copy(jar, boot.resolve(jar.getFileName()));
            }
        }
    }

    void start(String... environment) throws IOException {
        String modules =
                String.join(
                        File.pathSeparator,
                        Stream.concat(
                                        Stream.of("target/classes"),
                                        jars().stream()
                                                .filter(jar -> startsWith(jar, MODULES))
                                                .map(Path::toString))
                                .toList());
        String libraries =
                String.join(
                        File.pathSeparator,
                        jars().stream()
                                .filter(jar -> !startsWith(jar, MODULES))
                                .map(Path::toString)
                                .toList());
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--module-path",
                                modules,
                                "-cp",
                                libraries,
                                "--add-modules",
                                "ALL-MODULE-PATH",
                                "-m",
                                "org.tuttlenetwork.lightweb.host/org.tuttlenetwork.lightweb.host.Main",
                                "--home",
                                home.toString()));
        output = home.resolve("output-" + runs++ + ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("LIGHTWEB_SETTLE_SECONDS", "1");
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        process = builder.start();
    }

    /** Waits until the output holds this text. */
    void await(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!output().contains(text) && process.isAlive() && System.nanoTime() < deadline) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(output()).contains(text);
    }

    /** Ends it as a service manager does. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean startsWith(Path jar, List<String> names) {
        return names.stream().anyMatch(name -> jar.getFileName().toString().startsWith(name));
    }

    private static List<Path> jars() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }
}
