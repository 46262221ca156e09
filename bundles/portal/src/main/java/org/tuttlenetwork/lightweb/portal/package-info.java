// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The portal's shell: login, session, layout, navigation, and the home page. */
@NullMarked
package org.tuttlenetwork.lightweb.portal;

import org.jspecify.annotations.NullMarked;
