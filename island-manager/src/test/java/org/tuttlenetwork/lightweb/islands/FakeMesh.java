// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was declared, once the transaction that declared it has committed. */
final class FakeMesh implements Mesh {
    private final Map<String, Fragment> declared = new ConcurrentHashMap<>();

    /** Whom an island's group holds. */
    Set<UserId> members(IslandRecord island) {
        return declared.get(IslandFragment.name(island.id())).groups().getFirst().users();
    }

    /** What an island wants of the mesh. */
    Fragment fragment(IslandRecord island) {
        return declared.get(IslandFragment.name(island.id()));
    }

    boolean knows(IslandRecord island) {
        return declared.containsKey(IslandFragment.name(island.id()));
    }

    @Override
    public void declare(Transaction transaction, Fragment fragment) {
        transaction.afterCommit(() -> declared.put(fragment.name(), fragment));
    }

    @Override
    public void withdraw(Transaction transaction, String name) {
        transaction.afterCommit(() -> declared.remove(name));
    }

    @Override
    public FragmentState state(String name) {
        return new FragmentState(
                declared.containsKey(name)
                        ? FragmentState.State.APPLIED
                        : FragmentState.State.ABSENT,
                "",
                Instant.EPOCH);
    }

    @Override
    public FragmentState await(String name, Duration atMost) {
        return state(name);
    }

    @Override
    public List<MeshDevice> devices(UserId user) {
        return List.of();
    }

    @Override
    public List<MeshDevice> machines() {
        return List.of();
    }

    @Override
    public MeshOverview overview() {
        return new MeshOverview(true, false, 0, List.of());
    }
}
