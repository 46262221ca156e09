// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import java.net.URI;

/** A NetBird server that a {@link NetbirdSuite} runs on. */
interface SuiteServer {
    /** Where it is. */
    URI url();

    /** The token of somebody who may do everything. */
    String ownerToken();

    /** The id of a person, made for a run where the server lets us. */
    String person(NetbirdServer asOwner, String run);
}
