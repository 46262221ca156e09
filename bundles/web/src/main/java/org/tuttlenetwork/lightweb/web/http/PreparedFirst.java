// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves what needs neither Jersey nor compression: prepared answers, files and streams. */
public final class PreparedFirst extends Handler.Wrapper {
    private final PreparedAnswers prepared;
    private final StaticFiles files;
    private final EventStreams streams;
    private final Bearer bearer;

    public PreparedFirst(
            Handler next,
            PreparedAnswers prepared,
            StaticFiles files,
            EventStreams streams,
            Bearer bearer) {
        super(next);
        this.prepared = prepared;
        this.files = files;
        this.streams = streams;
        this.bearer = bearer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return prepared.handle(request, response, callback)
                || files.handle(request, response, callback)
                || streams.handle(request, response, callback, bearer)
                || super.handle(request, response, callback);
    }
}
