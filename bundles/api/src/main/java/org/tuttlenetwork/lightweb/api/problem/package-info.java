// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong, said once: the types of RFC 9457 problem documents and the exceptions that
 * carry them.
 */
@Export
@Version("0.2.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
