// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What bundles contribute through whiteboards, filtered by active revision. */
@NullMarked
package org.tuttlenetwork.lightweb.web.contribution;

import org.jspecify.annotations.NullMarked;
