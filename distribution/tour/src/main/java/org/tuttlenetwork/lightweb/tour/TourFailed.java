// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

/** Something on the way is not as it should be; the message is the sentence that is shown. */
final class TourFailed extends Exception {
    TourFailed(String sentence) {
        super(sentence);
    }

    TourFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
