// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Invitations to islands, and who asks to be let in by them. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.invite;

import org.jspecify.annotations.NullMarked;
