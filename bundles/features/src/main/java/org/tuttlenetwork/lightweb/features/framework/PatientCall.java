// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls foreign code on a thread of its own and waits for it no longer than agreed. */
final class PatientCall {
    private PatientCall() {}

    /** How a call ended. */
    sealed interface Outcome<T> {
        /** It came back. */
        record Returned<T>(T value) implements Outcome<T> {}

        /** It threw. */
        record Threw<T>(Throwable thrown) implements Outcome<T> {}

        /**
         * It did not come back; its thread was interrupted and is left alone.
         *
         * @param where the innermost place it was at, as in a stack trace
         * @param thread which is still in it
         */
        record Hangs<T>(String where, Thread thread) implements Outcome<T> {}
    }

    /**
     * @param name of the thread, so that a hang can be attributed
     * @param atMost how long it may take
     */
    static <T> Outcome<T> call(String name, Duration atMost, Callable<T> work)
            throws InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().name(name).daemon().start(() -> run(work, result));
        try {
            return new Outcome.Returned<>(result.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return new Outcome.Threw<>(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            String where = where(thread);
            thread.interrupt();
            return new Outcome.Hangs<>(where, thread);
        } catch (InterruptedException e) {
            // Whoever asked is to end: nobody waits for the answer any more.
            thread.interrupt();
            throw e;
        }
    }

    // plugin boundary: whatever is thrown is the call's outcome, and handed to who asked.
    private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** Outside the JDK's own classes, where there is such a place. */
    static String where(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        for (StackTraceElement element : stack) {
            if (!element.getClassName().startsWith("java.")
                    && !element.getClassName().startsWith("jdk.")) {
                return element.toString();
            }
        }
        return stack.length == 0 ? "a place that can't be seen" : stack[0].toString();
    }
}
