// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feature;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A room that hands out places of which there is one each: a first segment of a path ({@code
 * /api/v1/garden}, {@code /garden}), a section of the portal ({@code section:garden}). Asked while
 * an installation is planned, before anything of it is there.
 */
public interface Places {
    /**
     * Why a feature may not have a place.
     *
     * @param feature who asks for it
     * @param place which; a form that is not this room's is no matter of it
     * @param locale the language of the sentence
     * @return a sentence that names who has it; empty where nothing speaks against it here
     */
    Optional<String> refusal(FeatureId feature, String place, Locale locale);

    /**
     * The places of this room that a started revision takes up, withheld or not. The features
     * engine compares them with what the feature claims: a revision that takes up more does not
     * pass the gate.
     *
     * @param bundleIds the bundles of one revision
     */
    Set<String> used(Collection<Long> bundleIds);
}
