// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.feature;

import java.util.List;
import java.util.Locale;

/** A room that knows who uses a feature: asked while a change of it is planned. */
public interface FeatureUse {
    /**
     * Who would notice a change of a feature.
     *
     * @param locale the language of the words
     * @return sentences that count or name what is shared, never people; empty where nobody does
     */
    List<String> noticedBy(FeatureId feature, Locale locale);
}
