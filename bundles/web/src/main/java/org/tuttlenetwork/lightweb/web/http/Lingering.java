// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/** The end of an answer, once the rest of the request has come, or {@value #SECONDS} s are over. */
final class Lingering extends Callback.Nested {
    static final int SECONDS = 3;

    private final ReadToEnd body;
    private final Response response;
    private Scheduler.@Nullable Task timer;
    private boolean over;

    Lingering(ReadToEnd body, Response response, Callback callback) {
        super(callback);
        this.body = body;
        this.response = response;
    }

    @Override
    public void succeeded() {
        // What is not committed yet goes out with the end.
        if (!response.isCommitted() || body.discard()) {
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
