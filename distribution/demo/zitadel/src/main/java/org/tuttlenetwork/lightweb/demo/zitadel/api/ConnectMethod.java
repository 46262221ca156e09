// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One unary method. */
@FunctionalInterface
interface ConnectMethod {
    ObjectNode call(Caller caller, Fields request);
}
