// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Wish;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The exit is for active users, and a key's year ends. */
class StandingIT {
    private static final Wish ANY = new Wish(Optional.empty(), Optional.empty(), Optional.empty());
    private static DevicesRig rig;

    private final WireguardKey key = DevicesRig.key();

    @BeforeAll
    static void start() throws SQLException {
        rig = new DevicesRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private Device configure(DeviceService devices, UserId user) {
        return devices.configure(user, new DeviceName("laptop"), key, ANY).device();
    }

    private static Device only(UserId user) {
        return rig.devices.of(user).getFirst();
    }

    private static void tell(UserId user) {
        new StandingFollower(rig.devices)
                .accept(
                        new FeedEntry(
                                1, Directory.MEMBERSHIP_TOPIC, user.value(), "{}", Instant.EPOCH));
    }

    private static void refused(ProblemType type, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        LightWebException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void whoIsLockedLosesTheWayOutAndMayHaveItAgainOnceActive() throws SQLException {
        UserId user = new UserId("locked");
        Device before = configure(rig.devices, user);
        tell(user);
        assertThat(rig.peers(key)).isOne();
        rig.locked.add(user);
        tell(user);
        assertThat(rig.peers(key)).isZero();
        assertThat(only(user).node()).isEmpty();
        assertThat(rig.devices.standing(only(user))).isEqualTo(Standing.NOT_ENTITLED);
        refused(ProblemType.FORBIDDEN, () -> configure(rig.devices, user));
        refused(ProblemType.FORBIDDEN, () -> rig.devices.configure(user, before.id(), ANY));

        rig.locked.remove(user);
        tell(user);
        assertThat(rig.devices.standing(only(user))).isEqualTo(Standing.UNPLACED);
        assertThat(rig.devices.configure(user, before.id(), ANY).device()).isEqualTo(before);
        assertThat(rig.peers(key)).isOne();
    }

    @Test
    void whoIsLockedWhileADeviceIsPlacedLosesItToo() throws SQLException {
        UserId user = new UserId("between");
        DeviceService racing = new DeviceService(rig.unit, lockedInBetween(user), rig.entitlements);
        refused(ProblemType.FORBIDDEN, () -> configure(racing, user));
        assertThat(rig.peers(key)).isZero();
        assertThat(only(user).node()).isEmpty();
    }

    /** The user is locked, and that is told, right before the placement commits. */
    private static Nodes lockedInBetween(UserId user) {
        return (Nodes)
                Proxy.newProxyInstance(
                        Nodes.class.getClassLoader(),
                        new Class<?>[] {Nodes.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("place")) {
                                rig.locked.add(user);
                                CompletableFuture.runAsync(() -> tell(user)).join();
                            }
                            try {
                                return method.invoke(rig.nodes, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void theDailyTaskTakesOffWhomNoEventToldOf() throws SQLException {
        UserId user = new UserId("unheard");
        configure(rig.devices, user);
        EndedPlacements task = new EndedPlacements(rig.devices);
        assertThat(task.pause()).isEqualTo(Duration.ofDays(1));
        task.run();
        assertThat(rig.peers(key)).isOne();
        rig.locked.add(user);
        task.run();
        assertThat(rig.peers(key)).isZero();
    }

    @Test
    void aKeyIsGoodForItsLastDayAndNoLonger() throws SQLException {
        UserId user = new UserId("yearly");
        Device device = configure(rig.devices, user);
        DeviceService lastDay = later(365);
        new EndedPlacements(lastDay).run();
        assertThat(lastDay.standing(only(user))).isEqualTo(Standing.PLACED);

        DeviceService dayAfter = later(366);
        assertThat(dayAfter.standing(only(user))).isEqualTo(Standing.KEY_ENDED);
        new EndedPlacements(dayAfter).run();
        assertThat(rig.peers(key)).isZero();
        assertThat(only(user).node()).isEmpty();
        refused(ProblemType.CONFLICT, () -> dayAfter.configure(user, device.id(), ANY));
        refused(ProblemType.CONFLICT, () -> configure(dayAfter, user));
        assertThat(rig.peers(key)).isZero();
    }

    private static DeviceService later(int days) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(days));
        return new DeviceService(rig.unit, rig.nodes, rig.entitlements, clock);
    }
}
