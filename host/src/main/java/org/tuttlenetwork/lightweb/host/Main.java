// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.osgi.framework.BundleException;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the host until it is told to stop. Exit codes: 0 stopped as asked, 1 the core can't run or
 * did not stop in time, 2 wrong arguments.
 */
public final class Main {
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /** See {@link HostOptions#USAGE}. */
    public static void main(String[] arguments) throws InterruptedException {
        HostOptions options;
        Logging logging;
        try {
            options = HostOptions.parse(List.of(arguments), System.getenv());
            logging = Logging.install(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(MISUSED);
            return;
        }
        AtomicInteger exit = new AtomicInteger();
        try {
            Host host = new Host(options, logging, System.getenv());
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .name("lightweb-stop")
                                    .unstarted(() -> stop(host, exit)));
            List<String> reasons = host.start();
            if (reasons.isEmpty()) {
                exit.set(host.await());
            } else {
                refuse(reasons, exit);
            }
        } catch (BundleException | IOException | IllegalStateException e) {
            LoggerFactory.getLogger(Main.class).error("LightWeb can't run", e);
            exit.set(REFUSED);
        }
        System.exit(exit.get());
    }

    private static void refuse(List<String> reasons, AtomicInteger exit) {
        exit.set(REFUSED);
        for (String reason : reasons) {
            LoggerFactory.getLogger(Main.class).error("LightWeb can't run: {}", reason);
        }
    }

    /**
     * Ends with {@code halt}: a JVM that ends by a signal otherwise tells so in its exit code, also
     * after a clean stop.
     */
    private static void stop(Host host, AtomicInteger exit) {
        boolean clean = host.stop();
        Runtime.getRuntime().halt(clean ? exit.get() : REFUSED);
    }
}
