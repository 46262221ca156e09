// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Opens a stream where one is at the path: before the compressing handler, which would keep it. */
public final class StreamsHandler extends Handler.Abstract {
    private final EventStreams streams;
    private final Bearer bearer;

    public StreamsHandler(EventStreams streams, Bearer bearer) {
        this.streams = streams;
        this.bearer = bearer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return streams.handle(request, response, callback, bearer);
    }
}
