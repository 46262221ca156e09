// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tuttlenetwork.lightweb.demo.netbird.contract.NetbirdContract;
import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A suite for the stand-in and a real server alike (DECISIONS 3.5): every object carries the run's
 * id and is removed again, NetBird's own objects stay as they are.
 */
abstract class NetbirdSuite {
    private static final Optional<NetbirdContract> CONTRACT = NetbirdContract.find();
    private static final List<String> LISTINGS =
            List.of("policies", "dns/zones", "setup-keys", "users", "groups");

    final String run =
            "run" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000000, 0xfffffff));
    private final SuiteServer server;
    NetbirdServer owner;
    Relay relay;
    Netbird netbird;
    String networkToken = "";
    String adminToken = "";
    private String before = "";

    NetbirdSuite(SuiteServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws Exception {
        owner = new NetbirdServer(server.url(), server.ownerToken());
        before = untouched();
        relay = new Relay(server.url());
        networkToken = serviceUser("network_admin");
        adminToken = serviceUser("admin");
        netbird = new Netbird(calls(networkToken), calls(adminToken));
    }

    NetbirdCalls calls(String token) {
        return new NetbirdCalls(
                relay.uri().toString(),
                TokenSource.of(token),
                Duration.ofSeconds(10),
                new ReentrantLock(),
                CallObserver.NONE);
    }

    private String serviceUser(String role) {
        String body =
                "{'name':'%s %s','role':'%s','auto_groups':[],'is_service_user':true}"
                        .formatted(run, role, role);
        String id = owner.done("POST", "/api/users", body).path("id").asText();
        return owner.done(
                        "POST",
                        "/api/users/" + id + "/tokens",
                        "{'name':'%s','expires_in':1}".formatted(run))
                .path("plain_token")
                .asText();
    }

    @AfterEach
    void removeAll() {
        try {
            requireContract();
        } finally {
            for (String listing : LISTINGS) {
                for (JsonNode object : owner.done("GET", "/api/" + listing, "")) {
                    if (object.path("name").asText().contains(run)) {
                        owner.done(
                                "DELETE", "/api/" + listing + "/" + object.path("id").asText(), "");
                    }
                }
            }
            assertThat(untouched()).isEqualTo(before);
            relay.close();
            owner.close();
        }
    }

    /** What is there besides our own. */
    private String untouched() {
        return owner.done("GET", "/api/accounts", "").path(0).path("settings")
                + " "
                + owner.done("GET", "/api/policies", "")
                + " "
                + owner.done("GET", "/api/groups", "").findValuesAsText("name");
    }

    private void requireContract() {
        for (Relay.Passed call : relay.passed()) {
            CONTRACT.ifPresent(
                    contract ->
                            assertThat(
                                            contract.validateResponse(
                                                    call.method(),
                                                    call.path(),
                                                    call.status(),
                                                    call.answer()))
                                    .as(call.method() + " " + call.path())
                                    .isEmpty());
        }
    }

    /** The id of a person, made for this run where the server lets us. */
    final String person() {
        return server.person(owner, run);
    }
}
