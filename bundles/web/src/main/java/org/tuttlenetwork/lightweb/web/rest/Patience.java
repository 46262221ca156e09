// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.time.Duration;

/**
 * How much of a request is taken, and how long it may last.
 *
 * @param body the request's body
 * @param writer its answer
 * @param timeout after how long an answer that has not begun is 503
 */
record Patience(LimitedStream body, AnswerWriter writer, Duration timeout) {
    static final String PROPERTY = "org.tuttlenetwork.lightweb.web.patience";

    static Patience of(ContainerRequestContext context) {
        if (context.getProperty(PROPERTY) instanceof Patience patience) {
            return patience;
        }
        throw new IllegalStateException("A request came to Jersey without its limits");
    }

    /** Takes a larger body; the time for the answer begins when it has arrived. */
    void extend(long bytes) {
        writer.unlimited();
        body.allow(bytes, () -> writer.limit(timeout));
    }

    /**
     * @param length of the body, as its sender says; negative where that is not said
     * @throws LightWebException TOO_LARGE before any of it is read
     */
    void require(long length) {
        if (length > body.limit()) {
            throw LimitedStream.tooLarge(body.limit());
        }
    }
}
