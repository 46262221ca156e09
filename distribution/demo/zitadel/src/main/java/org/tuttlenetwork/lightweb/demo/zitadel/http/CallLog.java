// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The calls received. Thread-safe; holds the newest 10 000. */
public final class CallLog {
    private static final int KEPT = 10_000;

    private final List<ReceivedCall> calls = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();

    /**
     * A call that was answered, or dropped.
     *
     * @param at when it was answered
     * @param method the HTTP method
     * @param path without the query
     * @param status the answer's status, 0 where the connection was dropped
     */
    public record ReceivedCall(Instant at, String method, String path, int status) {}

    public synchronized void add(ReceivedCall call) {
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.add(call);
    }

    /** Notes a call that the stand-in does not implement. */
    public synchronized void addUnexpected(String what) {
        unexpected.add(what);
    }

    public synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }

    public synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    public synchronized void clear() {
        calls.clear();
        unexpected.clear();
    }
}
