// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** netbird.md §2.4, §2.5 and §5.1: which call pushes maps to whom. */
class DeliveryCornersIT {
    private NetbirdStandIn standIn;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        standIn = NetbirdStandIn.start(NetbirdOptions.ephemeral());
        client = new Client(standIn);
    }

    @AfterEach
    void close() {
        client.close();
        standIn.close();
    }

    private void awaitLast(String peer, String inIt, boolean present) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (standIn.deliveredMaps(peer).getLast().peers().contains(inIt) != present) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void deliversTheEndOfAMembershipToWhoStaysAndToWhoLeaves() throws Exception {
        String mia = standIn.peerId("mia-phone");
        String max = standIn.peerId("max-phone");
        String island = client.createGroup("island", mia, max);
        client.post("/api/policies", PolicyCornersIT.policy("p", island, island));
        String reachAll = client.get("/api/policies").json().get(0).path("id").asText();
        client.delete("/api/policies/" + reachAll);
        awaitLast(mia, standIn.peerId("mona-phone"), false);
        assertThat(standIn.deliveredMaps(mia).getLast().peers()).containsExactly(max);
        client.put("/api/groups/" + island, "{'name':'island','peers':['" + mia + "']}");
        awaitLast(mia, max, false);
        awaitLast(max, mia, false);
    }

    @Test
    void pushesAnUnchangedGroupButNoUnchangedPolicy() throws Exception {
        String mia = standIn.peerId("mia-phone");
        String island = client.createGroup("island", mia);
        String body = PolicyCornersIT.policy("p", island, island);
        String policy = client.post("/api/policies", body).id();
        awaitCount(mia, 2);
        client.put("/api/policies/" + policy, body);
        client.put("/api/groups/" + island, "{'name':'island','peers':['" + mia + "']}");
        awaitCount(mia, 3);
        assertThat(client.get("/api/events/audit").text()).doesNotContain("policy.update");
    }

    private void awaitCount(String peer, int count) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (standIn.deliveredMaps(peer).size() < count) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(standIn.deliveredMaps(peer)).hasSize(count);
    }
}
