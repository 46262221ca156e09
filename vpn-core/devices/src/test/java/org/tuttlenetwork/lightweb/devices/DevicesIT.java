// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Wish;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.devices.DeviceService.Placed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class DevicesIT {
    private static final Wish ANY = new Wish(Optional.empty(), Optional.empty(), Optional.empty());
    private static DevicesRig rig;
    private static DeviceService devices;

    @BeforeAll
    static void start() throws SQLException {
        rig = new DevicesRig();
        devices = rig.devices;
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Placed add(String user, WireguardKey key) {
        return devices.configure(new UserId(user), new DeviceName("laptop"), key, ANY);
    }

    private static void refused(ProblemType type, String part, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(type);
                            assertThat(e.detail()).contains(part);
                        });
    }

    @Test
    void keepsNoInstantBesideADeviceOrItsPlacement() throws SQLException {
        assertThat(add("timeless", DevicesRig.key()).device().id().version()).isEqualTo(4);
        String sql =
                """
                select table_name || '.' || column_name from information_schema.columns
                where (table_schema, table_name) in
                        (('devices', 'device'), ('nodes', 'placement'), ('nodes', 'node_change'))
                    and data_type like 'time%'
                """;
        try (Connection connection = rig.database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(sql)) {
            assertThat(columns.next()).isFalse();
        }
    }

    @Test
    void manyAtOnceGetAddressesOfTheirOwn() {
        Set<String> addresses = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Placed>> all =
                    IntStream.range(0, 60)
                            .mapToObj(
                                    n ->
                                            CompletableFuture.supplyAsync(
                                                    () -> add("many-" + n, DevicesRig.key()),
                                                    threads))
                            .toList();
            for (CompletableFuture<Placed> placed : all) {
                Addresses given = placed.join().device().addresses();
                assertThat(addresses.add(given.v4())).isTrue();
                assertThat(addresses.add(given.v6())).isTrue();
            }
        }
        assertThat(addresses).hasSize(120);
    }

    @Test
    void theQuotaHoldsForRequestsAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Boolean>> all =
                    IntStream.range(0, 12)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                            () -> add("greedy", DevicesRig.key()),
                                                            threads)
                                                    .handle((_, error) -> error == null))
                            .toList();
            assertThat(all.stream().filter(CompletableFuture::join)).hasSize(5);
        }
        refused(ProblemType.CONFLICT, "5", () -> add("greedy", DevicesRig.key()));
    }

    @Test
    void theSameKeyIsTheSameDeviceAndNobodyElses() {
        WireguardKey key = DevicesRig.key();
        Placed first = add("bo", key);
        assertThat(add("bo", key).device()).isEqualTo(first.device());
        refused(ProblemType.CONFLICT, "publicKey", () -> add("cy", key));
        assertThat(first.device().id().version()).isEqualTo(4);
    }

    @Test
    void aDeviceIsRenamedAndRemovedByItsUserOnly() {
        Placed placed = add("di", DevicesRig.key());
        UUID id = placed.device().id();
        UserId di = new UserId("di");
        UserId ed = new UserId("ed");
        assertThat(devices.rename(di, id, DeviceName.renamed("router")).name().value())
                .isEqualTo("router");
        assertThat(devices.of(di))
                .extracting(device -> device.name().value())
                .containsExactly("router");
        refused(
                ProblemType.NOT_FOUND,
                "device",
                () -> devices.rename(ed, id, DeviceName.renamed("mine")));
        refused(ProblemType.NOT_FOUND, "device", () -> devices.remove(ed, id));
        refused(ProblemType.INVALID, "name", () -> DeviceName.renamed("a\nPostUp = evil"));
        devices.remove(di, id);
        assertThat(devices.of(di)).isEmpty();
        refused(ProblemType.NOT_FOUND, "device", () -> devices.remove(di, id));
    }

    @Test
    void aWishIsKept() {
        assertThat(add("fi", DevicesRig.key()).node().id()).isEqualTo("vpn-node-is");
        UUID id = devices.of(new UserId("fi")).getFirst().id();
        Wish named = new Wish(Optional.empty(), Optional.empty(), Optional.of("vpn-node-ae"));
        assertThat(devices.configure(new UserId("fi"), id, named).node().id())
                .isEqualTo("vpn-node-ae");
        Wish nowhere = new Wish(Optional.of(PoolId.SANCTUARY), Optional.of("AE"), Optional.empty());
        refused(
                ProblemType.CONFLICT,
                "No node",
                () -> devices.configure(new UserId("fi"), id, nowhere));
        assertThat(devices.of(new UserId("fi")).getFirst().node()).contains("vpn-node-ae");
    }
}
