// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request that knows whether its body was read to the end. */
final class ReadToEnd extends Request.Wrapper {
    private static final int MOST_READS = 64;

    private volatile boolean ended;

    ReadToEnd(Request request) {
        super(request);
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk chunk = super.read();
        if (chunk != null && chunk.isLast()) {
            ended = true;
        }
        return chunk;
    }

    /**
     * Throws away what has come, in one go no more than {@value #MOST_READS} pieces: who sends as
     * fast as it is read keeps no thread. Unlike Jetty's {@code consumeAvailable} it fails nothing
     * where that is not all: the rest can be read when it comes.
     *
     * @return whether that was the end
     */
    boolean discard() {
        for (int reads = 0; !ended && reads < MOST_READS; reads++) {
            Content.Chunk chunk = read();
            if (chunk == null) {
                return false;
            }
            chunk.release();
        }
        return ended;
    }
}
