// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers what was declared, once the transaction that declared it has committed. */
final class FakeMesh implements Mesh {
    private final Map<String, Fragment> declared = new ConcurrentHashMap<>();
    private final Map<String, Long> newest = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** Devices that came, by their keys. */
    final Map<String, MeshDevice> there = new ConcurrentHashMap<>();

    final AtomicInteger keys = new AtomicInteger();
    volatile boolean ready = true;

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
        // Taken behind the island's lock: what is told after a later commit is older all the same.
        long number = numbers.incrementAndGet();
        transaction.afterCommit(
                () -> {
                    synchronized (numbers) {
                        if (newest.merge(fragment.name(), number, Math::max) == number) {
                            declared.put(fragment.name(), fragment);
                        }
                    }
                });
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
        return Optional.ofNullable(there.get(device));
    }

    @Override
    public DeviceKey setupKey(String fragment, String device, Duration validity) {
        if (!ready) {
            throw new LightWebException(ProblemType.UNAVAILABLE, "not yet");
        }
        assertThat(declared.get(fragment).devices()).extracting(KeyedDevice::key).contains(device);
        return new DeviceKey(
                "key-" + keys.incrementAndGet(),
                URI.create("https://netbird.example"),
                Instant.EPOCH.plus(validity));
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
