// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.islands.Network.Asking;

import java.io.IOException;

/** How somebody is taken out of an island. */
interface Way {
    /** In words. */
    String words();

    /** What takes the member out whom the network chose, ready to be done. */
    Asking of(int island);

    /** The same removal, counted from when the host was told of it. */
    Removal told(int island, Removal removal) throws IOException, InterruptedException;
}
