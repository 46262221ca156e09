// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The end of an answer, once the rest of the request has come, or {@value #SECONDS} s are over. */
final class Lingering extends Callback.Nested {
    static final int SECONDS = 3;

    private final ReadToEnd body;
    private final BooleanSupplier cutShort;
    private Scheduler.@Nullable Task timer;
    private boolean over;

    /**
     * @param cutShort whether the answer went out before the end of the body
     */
    Lingering(ReadToEnd body, BooleanSupplier cutShort, Callback callback) {
        super(callback);
        this.body = body;
        this.cutShort = cutShort;
    }

    @Override
    public void succeeded() {
        if (!cutShort.getAsBoolean() || body.discard()) {
            super.succeeded();
            return;
        }
        synchronized (this) {
            timer =
                    body.getComponents()
                            .getScheduler()
                            .schedule(this::end, SECONDS, TimeUnit.SECONDS);
        }
        discard();
    }

    private void discard() {
        if (isRead()) {
            end();
        }
    }

    /** Whether all has come; otherwise it is called again when there is more. */
    private synchronized boolean isRead() {
        if (over || body.discard()) {
            return !over;
        }
        body.demand(this::discard);
        return false;
    }

    private void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            if (timer != null) {
                timer.cancel();
            }
        }
        super.succeeded();
    }
}
