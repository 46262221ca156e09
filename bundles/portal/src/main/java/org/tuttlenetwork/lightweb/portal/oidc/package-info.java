// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** OpenID Connect as the portal needs it: authorization code flow with PKCE. */
@NullMarked
package org.tuttlenetwork.lightweb.portal.oidc;

import org.jspecify.annotations.NullMarked;
