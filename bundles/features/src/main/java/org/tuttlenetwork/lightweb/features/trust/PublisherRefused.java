// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

/** A publisher's file, or their folder, that counts for nothing; the message says why. */
final class PublisherRefused extends Exception {
    PublisherRefused(String why) {
        super(why);
    }

    PublisherRefused(String why, Throwable cause) {
        super(why, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
