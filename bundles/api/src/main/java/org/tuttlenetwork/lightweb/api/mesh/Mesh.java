// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Duration;
import java.util.List;

/**
 * The mesh as the calling feature sees it. Fragments are keyed by the calling bundle's feature, so
 * nobody can touch another's. What is declared here is stored in the caller's transaction and
 * applied to NetBird after the commit: revocations first, at once; grants gathered into bursts.
 */
public interface Mesh {
    /**
     * Entries of the change feed about how fragments stand; key = feature, slash, name of the
     * fragment, payload {@code {"state":"…"}}.
     */
    String TOPIC = "mesh.fragment";

    /** Declares a fragment. Declaring what is declared already does nothing. */
    void declare(Transaction transaction, Fragment fragment);

    /** Takes a fragment back. Taking back what is not there does nothing. */
    void withdraw(Transaction transaction, String name);

    FragmentState state(String name);

    /**
     * Waits a moment for a fragment to be applied.
     *
     * @param atMost at most 10 seconds
     * @return how it stands when it is settled or the time ran out
     */
    FragmentState await(String name, Duration atMost);

    /** The mesh devices of a user, as NetBird last showed them. */
    List<MeshDevice> devices(UserId user);

    /** Peers that belong to nobody: servers and nodes, as NetBird last showed them. */
    List<MeshDevice> machines();

    /** What an administrator should know of the mesh. */
    MeshOverview overview();
}
