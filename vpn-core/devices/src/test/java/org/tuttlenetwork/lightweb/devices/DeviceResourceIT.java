// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.devices.rest.DeviceResource;
import org.tuttlenetwork.lightweb.nodes.SignOfLife;
import org.tuttlenetwork.lightweb.web.PeopleHost;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The bodies of DECISIONS §6 that users see, over HTTP. */
class DeviceResourceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/users/member";
    private static DevicesRig rig;
    private static PeopleHost host;

    @BeforeAll
    static void start() throws SQLException {
        rig = new DevicesRig();
        host =
                new PeopleHost(
                        new DeviceResource(
                                rig.devices,
                                rig.nodes,
                                pool ->
                                        pool == PoolId.SANCTUARY
                                                ? Optional.of("{\"signed\": \"list\"}")
                                                : Optional.empty()));
    }

    @AfterAll
    static void stop() {
        host.close();
        rig.close();
    }

    private static String wanted(String key) {
        return """
        {"device": {"name": "laptop", "publicKey": "%s"},
         "wish": {"pool": "SANCTUARY", "country": "IS", "stealth": false, "hops": 1}, "format": "WIREGUARD"}
        """
                .formatted(key);
    }

    @Test
    void aConfigurationIsAcceptedAndCreatedOnceTheNodeHasIt() throws Exception {
        String key = DevicesRig.key().value();
        HttpResponse<String> answer = host.post("member", PATH + "/config", wanted(key));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode early = JSON.readTree(answer.body());
        assertThat(early.path("effective").asBoolean(true)).isFalse();

        long version = early.path("configVersion").asLong();
        rig.fleet.beat(DevicesRig.ICELAND, new SignOfLife("b", version, 1, 0, "OK", ""));
        HttpResponse<String> again = host.post("member", PATH + "/config", wanted(key));
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        JsonNode configured = JSON.readTree(again.body());
        assertThat(configured.fieldNames())
                .toIterable()
                .contains(
                        "deviceId",
                        "addresses",
                        "effective",
                        "configVersion",
                        "config",
                        "signedNode");
        assertThat(configured.path("effective").asBoolean()).isTrue();
        assertThat(configured.path("configVersion").asLong()).isEqualTo(version);
        assertThat(configured.path("addresses")).hasSize(2);
        assertThat(configured.path("config").asText()).contains("[Peer]", "# PrivateKey");
        assertThat(configured.at("/signedNode/list/signed").asText()).isEqualTo("list");
        assertThat(UUID.fromString(configured.path("deviceId").asText()).version()).isEqualTo(4);

        String byId = "{\"deviceId\": \"" + configured.path("deviceId").asText() + "\"}";
        HttpResponse<String> third = host.post("member", PATH + "/config", byId);
        assertThat(third.statusCode()).as(third.body()).isEqualTo(201);
        assertThat(host.post("member", "/api/v1/users/other/config", byId).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"SANCTUARY\" | \"sanctuary\" | wish.pool",
                "\"IS\" | \"is\" | wish.country",
                "\"hops\": 1 | \"hops\": 2 | wish.hops",
                "\"stealth\": false | \"stealth\": true | wish.stealth",
                "\"laptop\" | \"a\\u000ab\" | device.name",
                "=\" | \" | device.publicKey"
            })
    void whatBreaksARuleNamesTheFieldAndMakesNoDevice(String good, String bad, String field)
            throws IOException {
        String body = wanted(DevicesRig.key().value()).replace(good, bad);
        int before = rig.devices.of(new UserId("member")).size();
        HttpResponse<String> answer = host.post("member", PATH + "/config", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).at("/fields/0/field").asText()).isEqualTo(field);
        assertThat(rig.devices.of(new UserId("member"))).hasSize(before);
    }

    @Test
    void devicesComeInPagesAndTellDaysOnly() throws Exception {
        UserId admin = new UserId("admin");
        for (int i = 0; i < 3; i++) {
            rig.devices.configure(
                    admin,
                    new DeviceName("device " + i),
                    DevicesRig.key(),
                    new org.tuttlenetwork.lightweb.api.vpn.Nodes.Wish(
                            Optional.empty(), Optional.empty(), Optional.empty()));
        }
        String path = "/api/v1/users/admin/devices?limit=2";
        JsonNode first = JSON.readTree(host.get("admin", path).body());
        assertThat(first.path("items")).hasSize(2);
        String next = first.path("next").asText();
        JsonNode rest = JSON.readTree(host.get("admin", path + "&after=" + next).body());
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("next").isMissingNode() || rest.path("next").isNull()).isTrue();
        JsonNode device = rest.at("/items/0");
        assertThat(device.path("createdOn").asText()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        assertThat(device.path("expiresOn").asText()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        assertThat(device.path("standing").asText()).isEqualTo("PLACED");
        // With its colon: a public key may hold a T between digits.
        assertThat(device.toString()).doesNotContainPattern("T[0-9]{2}:");
        assertThat(host.get("admin", "/api/v1/users/admin/devices?limit=0").statusCode())
                .isEqualTo(422);
        assertThat(host.get("member", "/api/v1/users/admin/devices").statusCode()).isEqualTo(404);
    }
}
