// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

/** Hears how far something long is. */
@FunctionalInterface
public interface Progress {
    /**
     * @param what is done, for people
     */
    void at(String what);

    /** Told to nobody. */
    static Progress none() {
        return _ -> {};
    }
}
