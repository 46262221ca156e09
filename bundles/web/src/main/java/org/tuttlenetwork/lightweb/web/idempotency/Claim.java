// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.idempotency;

/** What is known of a request when it comes in. */
public sealed interface Claim {
    /** Nobody sent it before: it is to be carried out, and its answer kept or its claim dropped. */
    record Fresh() implements Claim {}

    /** It was carried out, and this was the answer. */
    record Answered(KeptAnswer answer) implements Claim {}

    /** It is being carried out, or how it ended is not known. */
    record Open() implements Claim {}

    /** The key was used with another body. */
    record Different() implements Claim {}
}
