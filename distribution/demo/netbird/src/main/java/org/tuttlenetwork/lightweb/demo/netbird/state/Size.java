// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

/** How many there are of what calls grow with. */
public record Size(int groups, int policies, int users, int peers) {
    public static Size of(Account account) {
        return new Size(
                account.groups.size(),
                account.policies.size(),
                account.users.size(),
                account.peers.size());
    }
}
