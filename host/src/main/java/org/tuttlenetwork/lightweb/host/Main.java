// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.nio.file.Files;
import java.util.List;

/**
 * The host's entry point. Exit codes: 0 after an orderly stop, 1 where the core cannot run, 2 for
 * unusable arguments.
 */
public final class Main {
    private static final int CANNOT_RUN = 1;
    private static final int UNUSABLE = 2;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        HostOptions options;
        try {
            options = HostOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(UNUSABLE);
            return;
        }
        Files.createDirectories(options.data());
        if ("json".equals(System.getenv("LIGHTWEB_LOG"))) {
            System.setProperty("logback.configurationFile", "logback-json.xml");
        }
        Logger log = LoggerFactory.getLogger(Main.class);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        List<String> wrong =
                new ConfigurationFiles(options.etc(), Host.secrets(options), System.getenv())
                        .problems();
        if (!wrong.isEmpty()) {
            wrong.forEach(line -> log.error("{}", line));
            System.exit(CANNOT_RUN);
        }
        run(options, log);
    }

    private static void run(HostOptions options, Logger log) throws InterruptedException {
        String version = version();
        Host host;
        try {
            host = Host.start(options, version);
        } catch (IllegalStateException e) {
            log.error("{}", e.getMessage(), e);
            System.exit(CANNOT_RUN);
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(
                                        () -> {
                                            log.info("Stopping");
                                            host.stop();
                                            // A JVM that a signal ended exits 128 + n also after
                                            // clean hooks.
                                            Runtime.getRuntime().halt(0);
                                        }));
        log.info("LightWeb {} started, profile {}", version, options.profile());
        String fatal = host.await();
        if (!fatal.isEmpty()) {
            log.error("{}", fatal);
            host.stop();
            Runtime.getRuntime().halt(CANNOT_RUN);
        }
    }

    private static String version() {
        String version =
                Main.class.getModule().getDescriptor() == null
                        ? null
                        : Main.class.getModule().getDescriptor().rawVersion().orElse(null);
        return version == null ? "development" : version;
    }
}
