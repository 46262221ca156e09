// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import java.util.Optional;

/** The signed lists of nodes, for the rooms beside. Given by the weather. */
public interface SignedLists {
    /**
     * A pool's newest list, as it is served at {@code /api/v1/pools/{pool}/nodes}.
     *
     * @return the envelope, JSON: {@code {"signed", "signatures": [{"keyid", "alg", "sig"}]}};
     *     empty where none was signed yet
     */
    Optional<String> nodes(PoolId pool);
}
