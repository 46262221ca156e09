// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /**
     * The device that came by a key for it, as NetBird last showed it.
     *
     * @param fragment the name of the caller's fragment
     * @param device the device's key in it
     * @return empty where none came yet, or where it is gone from NetBird
     */
    Optional<MeshDevice> device(String fragment, String device);

    /**
     * Makes a one-off setup key for a declared device, and takes back those that were made for it
     * before. It is deleted once it was used or is over, or the device is declared no more.
     *
     * @param fragment the name of the caller's fragment
     * @param device the device's key in it
     * @param validity 10 minutes to 7 days
     * @throws LightWebException CONFLICT where the device has come already; UNAVAILABLE where its
     *     group is not there yet, or NetBird does not answer: try again in a moment; NOT_FOUND
     *     where it is not declared
     */
    DeviceKey setupKey(String fragment, String device, Duration validity);

    /** Peers that belong to nobody: servers and nodes, as NetBird last showed them. */
    List<MeshDevice> machines();

    /** What an administrator should know of the mesh. */
    MeshOverview overview();
}
