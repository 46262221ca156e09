// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;

/**
 * Says that a connection ends where a request was answered before all of its body came, as Jetty
 * closes it then: who is not told sends the next request into a connection that closes. Takes what
 * is on its way still for a moment, and throws it away: who writes into a connection that is closed
 * gets a reset, and may never see the answer (both RFC 9112, section 9.6).
 */
final class UnreadBodies extends Handler.Wrapper {
    UnreadBodies(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() == 0) {
            return super.handle(request, response, callback);
        }
        ReadToEnd body = new ReadToEnd(request);
        Told told = new Told(body, response);
        return super.handle(body, told, new Lingering(body, told::isCutShort, callback));
    }

    private static final class Told extends Response.Wrapper {
        private final ReadToEnd body;
        private volatile boolean cutShort;

        Told(ReadToEnd body, Response response) {
            super(body, response);
            this.body = body;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            boolean closes =
                    getHeaders().contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            if (!isCommitted() && !closes && !body.discard()) {
                getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
                cutShort = true;
            }
            super.write(last, content, callback);
        }

        /**
         * Whether the answer came before the end of the body, and nobody reads that. Where an
         * answer says itself that the connection ends, somebody may be reading still.
         */
        boolean isCutShort() {
            return cutShort;
        }
    }
}
