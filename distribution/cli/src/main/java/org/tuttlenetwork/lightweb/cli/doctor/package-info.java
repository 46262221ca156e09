// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What is wrong between this host, Zitadel and NetBird. */
@NullMarked
package org.tuttlenetwork.lightweb.cli.doctor;

import org.jspecify.annotations.NullMarked;
