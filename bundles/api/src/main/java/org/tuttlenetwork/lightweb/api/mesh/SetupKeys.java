// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.time.Duration;

/** Makes one-off setup keys of NetBird, for machines that join without a login. */
public interface SetupKeys {
    /**
     * Makes a one-off key, remembered until it is used or expired and then deleted.
     *
     * @param name what it is for, shown in NetBird's dashboard
     * @param foreignGroup the exact name of the group that a peer which uses it joins, for example
     *     {@code vpn-nodes}
     * @param validity 1 hour to 7 days
     * @return the key in plain, shown this once
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException UNAVAILABLE if NetBird does
     *     not answer; UPSTREAM if there is no such group
     */
    String create(String name, String foreignGroup, Duration validity);
}
