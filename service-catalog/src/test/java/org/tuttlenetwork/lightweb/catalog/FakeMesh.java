// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was declared, once the transaction that declared it has committed. */
final class FakeMesh implements Mesh {
    private final Map<String, Fragment> declared = new ConcurrentHashMap<>();

    /** The fragments that stand. */
    Set<String> names() {
        return declared.keySet();
    }

    Fragment of(Instance instance) {
        return declared.get(InstanceFragment.name(instance.id()));
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
    public Optional<MeshDevice> device(String fragment, String device) {
        throw new UnsupportedOperationException("Nobody brings a device here");
    }

    @Override
    public DeviceKey setupKey(String fragment, String device, Duration validity) {
        throw new UnsupportedOperationException("Nobody brings a device here");
    }

    @Override
    public List<MeshDevice> machines() {
        return List.of(new MeshDevice("p1", "core-services", "100.64.0.9", "linux", true));
    }

    @Override
    public MeshOverview overview() {
        return new MeshOverview(true, false, 0, List.of());
    }
}
