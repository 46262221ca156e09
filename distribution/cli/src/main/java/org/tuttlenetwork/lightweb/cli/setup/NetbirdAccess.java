// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

/**
 * One of the host's two ways into NetBird.
 *
 * @param user the service user's name
 * @param role its role in NetBird
 * @param secret the file in etc/secrets that holds its token
 */
record NetbirdAccess(String user, String role, String secret) {
    /** Groups, policies, DNS. */
    static final NetbirdAccess NETWORK =
            new NetbirdAccess("lightweb-network", "network_admin", "netbird-network");

    /** Users, setup keys. */
    static final NetbirdAccess ADMIN =
            new NetbirdAccess("lightweb-admin", "admin", "netbird-admin");
}
