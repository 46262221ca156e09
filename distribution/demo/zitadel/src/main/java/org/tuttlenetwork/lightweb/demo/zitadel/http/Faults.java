// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a test or a tour makes go wrong. Thread-safe. */
public final class Faults {
    /** How the server behaves as a whole. */
    public enum Mode {
        /** Answers. */
        UP,
        /** Closes each connection without an answer. */
        DOWN,
        /** Answers 200 with a page that is no JSON. */
        NONSENSE
    }

    private Mode mode = Mode.UP;
    private Duration delay = Duration.ZERO;
    private int failures;
    private int failureStatus;
    private String failurePath = "";

    public synchronized void mode(Mode newMode) {
        mode = newMode;
    }

    /** Delays every answer. */
    public synchronized void delay(Duration newDelay) {
        delay = newDelay;
    }

    /**
     * Fails the next calls without carrying them out.
     *
     * @param count how many
     * @param status the HTTP status, such as 503
     * @param pathPrefix only calls whose path begins so; empty for all
     */
    public synchronized void failNext(int count, int status, String pathPrefix) {
        failures = count;
        failureStatus = status;
        failurePath = pathPrefix;
    }

    public synchronized void clear() {
        mode = Mode.UP;
        delay = Duration.ZERO;
        failures = 0;
    }

    private synchronized Duration delay() {
        return delay;
    }

    /**
     * Applies what is set to a call.
     *
     * @return whether the call was dealt with
     * @throws ApiFailure where the call is one of those to fail
     */
    public boolean apply(Call call) throws IOException, InterruptedException {
        Duration wait = delay();
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
        switch (mode()) {
            case UP -> {}
            case DOWN -> {
                call.drop();
                return true;
            }
            case NONSENSE -> {
                byte[] page =
                        "<html><body>It works!</body></html>".getBytes(StandardCharsets.UTF_8);
                call.answer(200, "text/html", page);
                return true;
            }
        }
        Optional<Integer> status = takeFailure(call.path());
        if (status.isPresent()) {
            throw new ApiFailure(
                    GrpcCode.ofStatus(status.get()), "FAULT-asked", "failed as asked by the test");
        }
        return false;
    }

    private synchronized Mode mode() {
        return mode;
    }

    private synchronized Optional<Integer> takeFailure(String path) {
        if (failures == 0 || !path.startsWith(failurePath)) {
            return Optional.empty();
        }
        failures--;
        return Optional.of(failureStatus);
    }
}
