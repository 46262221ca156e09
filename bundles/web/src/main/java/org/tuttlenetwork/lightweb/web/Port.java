// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.jspecify.annotations.Nullable;

/**
 * A port that one component at a time listens on. Declarative Services may throw a component away
 * that it has constructed, without telling it, where a service that it needs went in that moment
 * (as it happens where features are replaced quickly): whoever comes next closes what it left.
 */
public final class Port {
    private @Nullable Runnable left;

    /** Closes what holds it still. */
    synchronized void closeWhatIsLeft() {
        if (left != null) {
            left.run();
            left = null;
        }
    }

    /**
     * @param close closes what holds it from now on; may be called when it is closed already
     */
    synchronized void isHeldBy(Runnable close) {
        left = close;
    }
}
