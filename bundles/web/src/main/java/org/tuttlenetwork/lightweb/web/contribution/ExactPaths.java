// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.contribution;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which places contributions on exact paths take up: each path's first segment is one. */
public final class ExactPaths {
    private static final Pattern BELOW = Pattern.compile("(?<place>(/api/v1)?/[^/]*).*");

    private ExactPaths() {}

    /**
     * The places of some bundles' contributions, active or not.
     *
     * @param path the exact path of one
     */
    public static <T> Set<String> used(
            Contributions<T> contributions, Collection<Long> bundleIds, Function<T, String> path) {
        return contributions.all().stream()
                .filter(contribution -> bundleIds.contains(contribution.bundleId()))
                .map(contribution -> place(path.apply(contribution.service())))
                .collect(Collectors.toSet());
    }

    /** A path without its first slash is the place that it is. */
    private static String place(String path) {
        var below = BELOW.matcher(path);
        return below.matches() ? below.group("place") : path;
    }
}
