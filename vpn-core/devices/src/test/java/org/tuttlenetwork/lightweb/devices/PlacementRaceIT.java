// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Wish;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A device that is removed while it is placed anew leaves no peer on any node. */
class PlacementRaceIT {
    private static final Wish ANY = new Wish(Optional.empty(), Optional.empty(), Optional.empty());
    private static final UserId USER = new UserId("racer");
    private static DevicesRig rig;

    private final WireguardKey key = DevicesRig.key();
    private CompletableFuture<Void> removal = new CompletableFuture<>();

    @BeforeAll
    static void start() throws SQLException {
        rig = new DevicesRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void byItsIdNoPeerIsLeft() throws Exception {
        leavesNoPeer(racing -> racing.configure(USER, only(), ANY));
    }

    @Test
    void byItsKeyNoPeerIsLeft() throws Exception {
        leavesNoPeer(racing -> racing.configure(USER, new DeviceName("laptop"), key, ANY));
    }

    private void leavesNoPeer(Consumer<DeviceService> placing) throws Exception {
        rig.devices.configure(USER, new DeviceName("laptop"), key, ANY);
        placing.accept(new DeviceService(rig.unit, removedInBetween(only()), rig.entitlements));
        removal.get(20, TimeUnit.SECONDS);
        assertThat(rig.devices.of(USER)).isEmpty();
        assertThat(rig.peers(key)).isZero();
    }

    private static UUID only() {
        return rig.devices.of(USER).getFirst().id();
    }

    /** Lets somebody remove the device right before it is placed, if they can. */
    private Nodes removedInBetween(UUID device) {
        return (Nodes)
                Proxy.newProxyInstance(
                        Nodes.class.getClassLoader(),
                        new Class<?>[] {Nodes.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("place")) {
                                removal =
                                        CompletableFuture.runAsync(
                                                () -> rig.devices.remove(USER, device));
                                awaitAMoment();
                            }
                            try {
                                return method.invoke(rig.nodes, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private void awaitAMoment() throws InterruptedException, ExecutionException {
        try {
            removal.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            // It waits for the placement: that is what is wanted.
        }
    }
}
