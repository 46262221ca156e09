// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

/**
 * A change that is not made until a person approves it, or a later reading explains it (DECISIONS
 * 1.7).
 *
 * @param change what is not done
 * @param effect what it would do
 * @param reason why
 * @param words the reason in words
 */
public record Held(Change change, Effect effect, Reason reason, String words) {
    /** Why something is held. */
    public enum Reason {
        /** It is ours, nobody declares it, and nobody took it back. */
        UNDECLARED,
        /** The listing that it follows from has much less in it than the one before. */
        SHORT_LISTING,
        /** It follows from a state that was restored from a backup, and nobody has released it. */
        RESTORED
    }
}
