// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.world;

import java.util.List;

/** What NetBird's stand-in and the demo's configuration must agree on. */
public final class DemoNetbird {
    /** The account's owner, a person who signs in to NetBird's dashboard. */
    public static final String OWNER_USER = "350000000000000001";

    /** The service user with the role {@code network_admin}. */
    public static final String NETWORK_ADMIN_USER = "350000000000000002";

    /** The service user with the role {@code admin}. */
    public static final String ADMIN_USER = "350000000000000003";

    /** The personal access token of {@link #NETWORK_ADMIN_USER}: groups, policies, DNS. */
    public static final String NETWORK_ADMIN_TOKEN = "nbp_LightWebDemoNetworkAdmin00000135TLOX";

    /** The personal access token of {@link #ADMIN_USER}: users, setup keys, peers, settings. */
    public static final String ADMIN_TOKEN = "nbp_LightWebDemoAdmin00000000000024IYanN";

    /** The peer on which the host and its neighbours run. */
    public static final String CORE_PEER = "core-services";

    /** The peers of the exit nodes, also the names of the nodes. */
    public static final List<String> NODE_PEERS =
            List.of(
                    "vpn-node-1984-is",
                    "vpn-node-flokinet-ro",
                    "vpn-node-hetzner-de",
                    "vpn-node-hetzner-fi");

    private DemoNetbird() {}
}
