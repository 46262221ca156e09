// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The OpenID provider: tokens, keys, login, device authorization, introspection. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import org.jspecify.annotations.NullMarked;
