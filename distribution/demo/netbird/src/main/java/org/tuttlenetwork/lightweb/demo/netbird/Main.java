// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starts the stand-in and runs until it is told to stop. */
public final class Main {
    /** Ports of the demo without an offset. */
    public static final int PORT = 9082;

    public static final int CONTROL_PORT = 9182;

    private Main() {}

    /**
     * @param arguments {@code --port}, {@code --control-port}, {@code --state-file}, {@code
     *     --latency-ms} (a number, or {@code measured} for what the real server takes), each with a
     *     value
     * @throws IOException if a port can't be bound
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        PrintStream out = System.out;
        try (NetbirdStandIn standIn = NetbirdStandIn.start(options(arguments))) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        stopped.countDown();
                                        awaitEnd(main);
                                    }));
            out.println(
                    "NetBird stand-in at " + standIn.uri() + ", control " + standIn.controlUri());
            stopped.await();
        }
    }

    private static void awaitEnd(Thread main) {
        try {
            main.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static NetbirdOptions options(String[] arguments) {
        NetbirdOptions options =
                new NetbirdOptions(
                        PORT, CONTROL_PORT, Latency.NONE, Optional.empty(), Optional.empty());
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException(arguments[arguments.length - 1] + " needs a value");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            options = with(options, arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static NetbirdOptions with(NetbirdOptions options, String name, String value) {
        return switch (name) {
            case "--port" ->
                    new NetbirdOptions(
                            Integer.parseInt(value),
                            options.controlPort(),
                            options.latency(),
                            options.rateLimit(),
                            options.stateFile());
            case "--control-port" ->
                    new NetbirdOptions(
                            options.port(),
                            Integer.parseInt(value),
                            options.latency(),
                            options.rateLimit(),
                            options.stateFile());
            case "--state-file" -> options.withStateFile(Path.of(value));
            case "--latency-ms" -> options.withLatency(latency(value));
            default -> throw new IllegalArgumentException("unknown argument " + name);
        };
    }

    private static Latency latency(String value) {
        return value.equals("measured")
                ? new Latency.AsMeasured()
                : new Latency.Fixed(Duration.ofMillis(Long.parseLong(value)));
    }
}
