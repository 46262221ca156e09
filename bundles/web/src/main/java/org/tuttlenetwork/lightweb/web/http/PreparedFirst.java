// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;

import java.util.concurrent.Executor;

/**
 * Serves what is in memory, on the thread that read the request; everything else, which may wait,
 * goes to a virtual thread of its own. Half of what a prepared answer costs is the change of thread
 * ({@code ./lightweb bench http}).
 */
public final class PreparedFirst extends Handler.Wrapper {
    private final PreparedAnswers prepared;
    private final StaticFiles files;
    private final Guard guard;

    public PreparedFirst(
            Handler next, PreparedAnswers prepared, StaticFiles files, ProblemAnswers problems) {
        super(next);
        this.prepared = prepared;
        this.files = files;
        this.guard = new Guard(problems);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!prepared.handle(request, response, callback)
                && !files.handle(request, response, callback)) {
            Executor pool = getServer().getThreadPool();
            VirtualThreads.getVirtualThreadsExecutor(pool)
                    .execute(() -> guard.run(request, response, callback, super::handle));
        }
        return true;
    }
}
