// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The room against the strict stand-in and a real PostgreSQL. */
class MeshRoomIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private NetbirdStandIn netbird;
    private TestDatabase postgres;
    private Database database;
    private MeshRoom room;
    private FeatureMesh islands;

    @BeforeEach
    void start() throws Exception {
        netbird = NetbirdStandIn.start(NetbirdOptions.ephemeral());
        postgres = TestDatabase.start();
        database = postgres.unit("mesh", List.of(), MeshRoom.class);
        room = room();
        // The unit's role is lw_mesh: what is declared here belongs to the feature mesh.
        islands = new FeatureMesh(room, "mesh");
    }

    private MeshRoom room() {
        return new MeshRoom(config(netbird.uri().toString()), database, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        room.close();
        postgres.close();
        assertThat(netbird.unexpectedCalls()).isEmpty();
        netbird.close();
    }

    @Test
    void bringsNetbirdToWhatIsDeclaredAndTakesItBack() throws Exception {
        declare(Persona.MIA, Persona.OLIVIA);
        until(() -> inGroup().equals(Set.of("mia-phone", "olivia-laptop", "olivia-phone")));
        until(() -> islands.state("tea").state() == State.APPLIED);
        declare(Persona.OLIVIA);
        until(() -> inGroup().equals(Set.of("olivia-laptop", "olivia-phone")));
        database.write(
                tx -> {
                    islands.withdraw(tx, "tea");
                    return true;
                });
        until(() -> islands.state("tea").state() == State.ABSENT);
        assertThat(inGroup()).isEmpty();
    }

    @Test
    void keepsAChangeWhileNetbirdIsDownAndMakesItTrueLater() throws Exception {
        until(() -> room.health().status() != Health.Status.DOWN && room.overview().reachable());
        netbird.down(true);
        declare(Persona.MIA);
        until(() -> !room.overview().reachable());
        assertThat(islands.state("tea").state()).isEqualTo(State.PENDING);
        netbird.down(false);
        until(() -> inGroup().equals(Set.of("mia-phone")));
    }

    @Test
    void healsWhatSomebodyChangedInTheDashboard() throws Exception {
        declare(Persona.MIA);
        until(() -> islands.state("tea").state() == State.APPLIED);
        try (NetbirdCalls calls =
                new NetbirdCalls(
                        netbird.uri().toString(),
                        NetbirdStandIn.ADMIN_TOKEN,
                        Duration.ofSeconds(5))) {
            Netbird dashboard = new Netbird(calls, calls);
            var group =
                    dashboard.read().groups().values().stream()
                            .filter(g -> g.name().startsWith("island tea"))
                            .findFirst()
                            .orElseThrow();
            dashboard.changePeers(group.id(), Set.of(), group.peers());
        }
        room.close();
        room = room();
        islands = new FeatureMesh(room, "mesh");
        until(() -> inGroup().equals(Set.of("mia-phone")));
    }

    @Test
    void saysThatIslandsAreNotPrivateWhileTheDefaultPolicyStands() throws Exception {
        until(() -> room.overview().reachable());
        assertThat(room.health().detail()).contains("Default policy", "NOT private");
    }

    @Test
    void makesAOneOffKeyForAGroup() {
        assertThat(room.create("node x", "vpn-nodes", Duration.ofHours(1))).isNotBlank();
    }

    private void declare(Persona... members) {
        Set<UserId> users =
                java.util.Arrays.stream(members)
                        .map(p -> new UserId(p.userId()))
                        .collect(Collectors.toSet());
        Fragment fragment =
                new Fragment(
                        "tea",
                        List.of(new MeshGroup("members", "island tea", users, Set.of())),
                        List.of(),
                        List.of());
        database.write(
                tx -> {
                    islands.declare(tx, fragment);
                    return true;
                });
    }

    private Set<String> inGroup() throws Exception {
        try (NetbirdCalls calls =
                new NetbirdCalls(
                        netbird.uri().toString(),
                        NetbirdStandIn.ADMIN_TOKEN,
                        Duration.ofSeconds(5))) {
            var actual = new Netbird(calls, calls).read();
            return actual.groups().values().stream()
                    .filter(group -> group.name().startsWith("island tea"))
                    .flatMap(group -> group.peers().stream())
                    .map(id -> actual.peers().get(id).name())
                    .collect(Collectors.toSet());
        }
    }

    private static void until(Callable<Boolean> look) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!look.call()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static MeshConfig config(String url) {
        return (MeshConfig)
                Proxy.newProxyInstance(
                        MeshConfig.class.getClassLoader(),
                        new Class<?>[] {MeshConfig.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "url" -> url;
                                    case "network__token" -> NetbirdStandIn.NETWORK_ADMIN_TOKEN;
                                    case "admin__token" -> NetbirdStandIn.ADMIN_TOKEN;
                                    default -> method.getDefaultValue();
                                });
    }
}
