// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.web.idempotency.KeptAnswer;

import java.util.function.Consumer;

/** Lets a filter see the whole answer, before it goes out and also when it comes too late. */
final class AnswerTap {
    static final String PROPERTY = "org.tuttlenetwork.lightweb.web.tap";

    private volatile @Nullable Consumer<KeptAnswer> listener;

    static AnswerTap of(ContainerRequestContext context) {
        if (context.getProperty(PROPERTY) instanceof AnswerTap tap) {
            return tap;
        }
        throw new IllegalStateException("A request came to Jersey without its tap");
    }

    void listen(Consumer<KeptAnswer> listener) {
        this.listener = listener;
    }

    boolean isListened() {
        return listener != null;
    }

    void answered(KeptAnswer answer) {
        Consumer<KeptAnswer> listening = listener;
        if (listening != null) {
            listening.accept(answer);
        }
    }
}
