// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The mesh as one feature sees it: whose fragments these are follows from the bundle that asks. */
@Component(service = Mesh.class, scope = ServiceScope.BUNDLE)
public final class FeatureMesh implements Mesh {
    private static final long LOOK_MILLIS = 50;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final MeshRoom room;
    private final String feature;

    @Activate
    public FeatureMesh(@Reference MeshRoom room, ComponentContext context) {
        this(
                room,
                FeatureId.of(context.getUsingBundle())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Only a bundle that belongs to a feature can use"
                                                        + " the mesh: "
                                                        + context.getUsingBundle()
                                                                .getSymbolicName()))
                        .value());
    }

    FeatureMesh(MeshRoom room, String feature) {
        this.room = room;
        this.feature = feature;
    }

    @Override
    public void declare(Transaction transaction, Fragment fragment) {
        room.declare(transaction, fragment);
    }

    @Override
    public void withdraw(Transaction transaction, String name) {
        room.withdraw(transaction, name);
    }

    @Override
    public FragmentState state(String name) {
        return room.state(feature, name);
    }

    @Override
    public FragmentState await(String name, Duration atMost) {
        long deadline =
                System.nanoTime()
                        + (atMost.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : atMost).toNanos();
        FragmentState state = state(name);
        while (state.state() == State.PENDING
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            state = state(name);
        }
        return state;
    }

    @Override
    public List<MeshDevice> devices(UserId user) {
        return room.devices(user.value());
    }

    @Override
    public Optional<MeshDevice> device(String fragment, String device) {
        return room.device(new ObjectKey(Kind.DEVICE, feature, fragment, device));
    }

    @Override
    public DeviceKey setupKey(String fragment, String device, Duration validity) {
        return room.setupKey(new ObjectKey(Kind.DEVICE, feature, fragment, device), validity);
    }

    @Override
    public List<MeshDevice> machines() {
        return room.machines();
    }

    @Override
    public MeshOverview overview() {
        return room.overview();
    }
}
