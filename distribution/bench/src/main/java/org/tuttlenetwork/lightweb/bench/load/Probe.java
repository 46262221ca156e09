// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks for a resource again and again until the first answer that is looked for. */
public final class Probe {
    private static final long BETWEEN_MILLIS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI target;

    public Probe(URI target) {
        this.target = target;
    }

    /**
     * @return when that answer was there, of {@link System#nanoTime}
     * @throws IOException if it did not come
     */
    public long first(Predicate<Connection.Answer> sought)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < deadline) {
            try (Connection connection = new Connection(target)) {
                while (!connection.isOver() && System.nanoTime() < deadline) {
                    Connection.Answer answer = connection.get();
                    long now = System.nanoTime();
                    if (sought.test(answer)) {
                        return now;
                    }
                    last = answer.toString();
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
                }
            } catch (IOException e) {
                last = e.toString(); // whether requests are lost is not what is asked here
            }
        }
        throw new IOException(target + " did not come to what was asked for; at last: " + last);
    }
}
