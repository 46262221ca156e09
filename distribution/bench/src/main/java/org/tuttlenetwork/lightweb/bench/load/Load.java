// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * 200 requests a second, each begun when it is due and not when an earlier one is answered: a
 * server that pauses is asked on, as by real clients. Nine of ten go over kept connections.
 */
public final class Load implements AutoCloseable {
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1) / 200;
    private static final int NEW_CONNECTION_EVERY = 10;

    private final URI target;
    private final String good;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Thread clock = Thread.ofPlatform().name("load").unstarted(this::tick);
    private volatile boolean going = true;

    private Load(URI target, String good) {
        this.target = target;
        this.good = good;
    }

    /**
     * @param target what is asked for
     * @param good what the body of each answer holds, whoever gives it
     */
    public static Load start(URI target, String good) {
        Load load = new Load(target, good);
        load.clock.start();
        return load;
    }

    private void tick() {
        long due = System.nanoTime();
        for (int number = 0; going; number++) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long begin = due;
            boolean kept = number % NEW_CONNECTION_EVERY != 0;
            requests.execute(() -> request(begin, kept));
            due += PACE_NANOS;
        }
    }

    private void request(long begin, boolean kept) {
        String lost = lost(kept);
        samples.add(new Sample(begin, System.nanoTime(), lost));
    }

    private String lost(boolean kept) {
        Connection used = kept ? idle.poll() : null;
        try {
            Connection connection = used == null ? new Connection(target) : used;
            Connection.Answer answer;
            try {
                answer = connection.get();
            } catch (IOException e) {
                connection.close();
                throw e;
            }
            if (kept && !connection.isOver()) {
                idle.push(connection);
            } else {
                connection.close();
            }
            return answer.status() != 200
                    ? Integer.toString(answer.status())
                    : answer.body().contains(good) ? "" : "another body";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Waits for what is on its way; all requests since the start. */
    public List<Sample> stop() throws InterruptedException {
        going = false;
        clock.join();
        requests.close();
        return List.copyOf(samples);
    }

    @Override
    public void close() throws IOException {
        going = false;
        try {
            clock.join(); // no request is begun after the last is waited for
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        requests.close();
        for (Connection connection : idle) {
            connection.close();
        }
    }
}
