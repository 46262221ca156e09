// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.Entitlements;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.nodes.Beats;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeChoice;
import org.tuttlenetwork.lightweb.nodes.NodesConfig;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Devices and nodes on a real PostgreSQL, with two nodes that are well. */
final class DevicesRig implements AutoCloseable {
    static final String ICELAND = "vpn-node-is";
    static final String EMIRATES = "vpn-node-ae";

    final TestDatabase database = TestDatabase.start();
    final Fleet fleet;
    final NodeChoice nodes;
    final DeviceService devices;
    final Database unit;
    final Set<UserId> locked = ConcurrentHashMap.newKeySet();
    final Entitlements entitlements = new ActivePeopleMayExit(directory());

    DevicesRig() throws SQLException {
        Database nodesUnit = database.unit("nodes", List.of(), Fleet.class);
        unit = database.unit("devices", List.of(), DeviceService.class);
        NodesConfig config =
                (NodesConfig)
                        Proxy.newProxyInstance(
                                NodesConfig.class.getClassLoader(),
                                new Class<?>[] {NodesConfig.class},
                                (_, method, _) -> method.getDefaultValue());
        fleet = new Fleet(nodesUnit, new EveryPool(), new Beats(nodesUnit));
        nodes = new NodeChoice(config, fleet);
        devices = new DeviceService(unit, nodes, entitlements);
        node(ICELAND, "IS", "BALANCED,SANCTUARY", "+Pd1Kdg7QFCPxU0tDYPzfpHzI2a1U0xPsmKNM1kTQwc=");
        node(EMIRATES, "AE", "RISKY_EXIT", "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=");
    }

    /** Everybody is known, and active unless locked. */
    private Directory directory() {
        return (Directory)
                Proxy.newProxyInstance(
                        Directory.class.getClassLoader(),
                        new Class<?>[] {Directory.class},
                        (_, _, arguments) -> {
                            UserId user = (UserId) arguments[0];
                            boolean active = !locked.contains(user);
                            return Optional.of(new Person(user, "", "", "", active));
                        });
    }

    private void node(String id, String country, String pools, String key) throws SQLException {
        sql(
                "insert into nodes.node (id, jurisdiction, provider, declared_pools, state,"
                        + " public_key, endpoints, capacity, last_beat, enrolled_at) values ('"
                        + String.join("', '", id, country, "", pools, "REGISTERED", key)
                        + "', '192.0.2.1:51820', 100, now(), now())");
    }

    void sql(String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** On how many nodes a key is a peer. */
    int peers(WireguardKey key) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select count(*) from nodes.placement where public_key = ?")) {
            select.setString(1, key.value());
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    static WireguardKey key() {
        try {
            byte[] spki =
                    KeyPairGenerator.getInstance("X25519")
                            .generateKeyPair()
                            .getPublic()
                            .getEncoded();
            byte[] raw = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
            return new WireguardKey(Base64.getEncoder().encodeToString(raw));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    private static final class EveryPool implements Admission {
        @Override
        public Set<PoolId> admits(String jurisdiction) {
            return Set.of(PoolId.values());
        }

        @Override
        public boolean isAssessed(String jurisdiction) {
            return true;
        }
    }
}
