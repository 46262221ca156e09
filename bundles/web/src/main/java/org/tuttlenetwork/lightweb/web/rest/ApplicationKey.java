// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.web.Surface;

/** What has one Jersey application: a feature on a surface. */
record ApplicationKey(FeatureId feature, Surface surface) {
    @Override
    public String toString() {
        return feature + " on " + surface;
    }
}
