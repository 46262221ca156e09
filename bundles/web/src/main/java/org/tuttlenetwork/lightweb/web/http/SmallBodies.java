// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;

/**
 * Waits for a small body before anybody looks at its request: no thread waits for it, and a request
 * that is refused unread leaves its connection usable.
 */
final class SmallBodies {
    private static final long MOST_BYTES = 64 * 1024;
    private static final int PER_CHUNK = 8;

    private SmallBodies() {}

    static Handler before(Handler next) {
        // Jetty counts some bytes for each chunk on top, and lets go on what has more.
        EagerContentHandler eager =
                new EagerContentHandler(
                        next, new RetainedContentLoaderFactory(2 * MOST_BYTES, PER_CHUNK, false));
        eager.include(SmallBodies::isSmall);
        return eager;
    }

    /** Whoever asks first whether to send it shall be answered by who decides. */
    private static boolean isSmall(Request request) {
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return length > 0
                && length <= MOST_BYTES
                && !request.getHeaders().contains(HttpHeader.EXPECT);
    }
}
