// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The PKI of the nodes: a root, a CA for nodes, a CA for servers, and what they sign. */
@NullMarked
package org.tuttlenetwork.lightweb.pki;

import org.jspecify.annotations.NullMarked;
