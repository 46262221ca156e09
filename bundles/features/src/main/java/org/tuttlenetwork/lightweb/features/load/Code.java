// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import java.util.List;
import java.util.Optional;

/** Whose code runs. */
@FunctionalInterface
interface Code {
    /**
     * @return the feature that a class belongs to, by its name; empty for the host, the platform,
     *     and where it cannot be told
     */
    Optional<String> owner(String className);

    /** The innermost frame that is a feature's. */
    default Optional<Place> first(List<String> frames) {
        return frames.stream()
                .flatMap(
                        frame ->
                                owner(ThreadView.className(frame))
                                        .map(feature -> new Place(feature, frame))
                                        .stream())
                .findFirst();
    }

    /**
     * Where a feature's code is.
     *
     * @param frame as in a stack trace
     */
    record Place(String feature, String frame) {}
}
