// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.islands.Network.Asking;
import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.cli.Refusal;

import java.io.IOException;

/** The owner's call. */
record ByOwner(Network network) implements Way {
    @Override
    public String words() {
        return "by the owner";
    }

    @Override
    public Asking of(int island) {
        HostClient client = network.client(network.grid().on(island).getFirst());
        String path =
                "/api/v1/islands/"
                        + Grid.slug(island)
                        + "/members/"
                        + Grid.user(network.member(island));
        return () -> {
            try {
                client.delete(path);
            } catch (Refusal e) {
                throw new IOException("the host refused: " + e.getMessage(), e);
            }
        };
    }

    @Override
    public Removal told(int island, Removal removal) {
        return removal;
    }
}
