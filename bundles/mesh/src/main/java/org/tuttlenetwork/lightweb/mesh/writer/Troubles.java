// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Change.Stage;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What cannot be done in one reconciliation, and why. One thread. */
final class Troubles {
    private final Map<String, Trouble> troubles = new HashMap<>();
    private int inARow;

    void failed(Change change, String why) {
        troubles.put(change.target(), new Trouble(Kind.FAILED, change.key(), why));
    }

    void held(Change change, String why) {
        troubles.put(change.target(), new Trouble(Kind.HELD, change.key(), why));
    }

    /** NetBird fails for this object, and not for others. */
    void failing(Change change, Failing.Failure failure) {
        Kind kind = failure.isSteady() ? Kind.FAILED : Kind.LATER;
        troubles.put(change.target(), new Trouble(kind, change.key(), failure.words()));
    }

    /**
     * Counts an attempt.
     *
     * @return how many attempts before this one and without a success between failed
     */
    int failedInARow() {
        return inARow++;
    }

    void done(Change change) {
        inARow = 0;
        troubles.remove(change.target());
    }

    /** What NetBird refuses. */
    Map<ObjectKey, String> failed() {
        return words(Kind.FAILED);
    }

    /** What a closer look does not confirm. */
    Map<ObjectKey, String> held() {
        return words(Kind.HELD);
    }

    /** What is tried again soon. */
    Map<ObjectKey, String> later() {
        return words(Kind.LATER);
    }

    private Map<ObjectKey, String> words(Kind kind) {
        return troubles.values().stream()
                .filter(trouble -> trouble.kind() == kind)
                .collect(Collectors.toMap(Trouble::key, Trouble::why, (one, _) -> one));
    }

    /** Whether a change is not to be tried now. */
    boolean concern(Change change) {
        if (change instanceof Change.Adopt) {
            // What was made although the answer failed: the end of that trouble.
            return false;
        }
        Predicate<Trouble> same = trouble -> trouble.key().equals(change.key());
        return troubles.containsKey(change.target())
                || change.stage() == Stage.CLEAN && troubles.values().stream().anyMatch(same);
    }

    boolean isEmpty() {
        return troubles.isEmpty();
    }

    private enum Kind {
        FAILED,
        HELD,
        LATER
    }

    private record Trouble(Kind kind, ObjectKey key, String why) {}
}
