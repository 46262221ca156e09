// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** netbird.md §2.2 and §3.2, one test a corner. */
class UserCornersIT {
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

    private static String user(String role, boolean blocked, String... groups) {
        String list = groups.length == 0 ? "" : "'" + String.join("','", groups) + "'";
        return "{'role':'" + role + "','is_blocked':" + blocked + ",'auto_groups':[" + list + "]}";
    }

    private static String path(Persona persona) {
        return "/api/users/" + persona.userId();
    }

    private String groups(String peer) throws Exception {
        return client.get("/api/peers/" + peer)
                .json()
                .path("groups")
                .findValuesAsText("name")
                .toString();
    }

    @Test
    void knowsEverybodyButWhoHasNeverLoggedIn() throws Exception {
        var people = client.get("/api/users?service_user=false").json().findValuesAsText("id");
        assertThat(people).contains(Persona.MIA.userId(), DemoNetbird.OWNER_USER);
        assertThat(people).doesNotContain(Persona.NORA.userId(), DemoNetbird.ADMIN_USER);
        assertThat(client.get("/api/users?service_user=true").json()).hasSize(2);
    }

    @Test
    void tellsAServiceUserWhichOneItIs() throws Exception {
        for (var user : client.get("/api/users?service_user=true").json()) {
            assertThat(user.path("last_login").asText()).isEqualTo("0001-01-01T00:00:00Z");
            assertThat(user.path("is_current").asBoolean())
                    .isEqualTo(user.path("id").asText().equals(DemoNetbird.ADMIN_USER));
        }
    }

    @Test
    void hasNoCurrentForServiceUsersAndNoGetOfOne() throws Exception {
        assertThat(client.get("/api/users/current").status()).isEqualTo(403);
        String own = standIn.issueToken(Persona.MIA.userId(), Duration.ofDays(1));
        var current = client.send("GET", "/api/users/current", null, "Token " + own);
        assertThat(current.json().path("permissions").path("is_restricted").asBoolean()).isTrue();
        assertThat(client.get(path(Persona.MIA)).text()).isEqualTo("404 page not found\n");
    }

    @Test
    void needsAutoGroupsAndKnownOnes() throws Exception {
        assertThat(client.put(path(Persona.MIA), "{'role':'user'}").status()).isEqualTo(400);
        assertThat(client.put(path(Persona.MIA), user("user", false, "x")).status()).isEqualTo(422);
        String all = standIn.groupId("All");
        assertThat(client.put(path(Persona.MIA), user("user", false, all)).status()).isEqualTo(422);
        assertThat(client.put(path(Persona.MIA), user("boss", false)).status()).isEqualTo(422);
        assertThat(client.put(path(Persona.NORA), user("user", false)).status()).isEqualTo(404);
    }

    @Test
    void movesAllPeersOfTheUserByTheDifferenceOnly() throws Exception {
        String kept = client.createGroup("kept");
        String left = client.createGroup("left");
        String phone = standIn.peerId("olivia-phone");
        client.put(path(Persona.OLIVIA), user("user", false, kept, left));
        assertThat(groups(phone)).contains("kept", "left");
        assertThat(groups(standIn.peerId("olivia-laptop"))).contains("kept");
        client.put("/api/groups/" + kept, "{'name':'kept'}");
        client.put(path(Persona.OLIVIA), user("user", false, kept));
        assertThat(groups(phone)).doesNotContain("kept").doesNotContain("left");
    }

    @Test
    void putsAFutureDeviceInTheGroups() throws Exception {
        String group = client.createGroup("island");
        client.put(path(Persona.MIA), user("user", false, group));
        assertThat(groups(standIn.logIn(Persona.MIA, "mia-tablet"))).contains("island");
    }

    @Test
    void blocksAndCutsAndUnblocksByOmission() throws Exception {
        String phone = standIn.peerId("mia-phone");
        client.put(path(Persona.MIA), user("user", true));
        var cut = client.get("/api/peers/" + phone).json();
        assertThat(cut.path("login_expired").asBoolean()).isTrue();
        assertThat(cut.path("connected").asBoolean()).isFalse();
        assertThat(standIn.logIn(Persona.MIA, "mia-phone")).isNull();
        var unblocked = client.put(path(Persona.MIA), "{'role':'user','auto_groups':[]}").json();
        assertThat(unblocked.path("is_blocked").asBoolean()).isFalse();
        assertThat(client.get("/api/peers/" + phone).json().path("login_expired").asBoolean())
                .isTrue();
        assertThat(standIn.logIn(Persona.MIA, "mia-phone")).isEqualTo(phone);
    }

    @Test
    void guardsOwnerAndSelf() throws Exception {
        String owner = "/api/users/" + DemoNetbird.OWNER_USER;
        String self = "/api/users/" + DemoNetbird.ADMIN_USER;
        assertThat(client.put(owner, user("owner", true)).status()).isEqualTo(403);
        assertThat(client.put(owner, user("user", false)).status()).isEqualTo(403);
        assertThat(client.put(path(Persona.MIA), user("owner", false)).status()).isEqualTo(403);
        assertThat(client.put(self, user("user", false)).status()).isEqualTo(403);
        assertThat(client.put(self, user("admin", true)).status()).isEqualTo(403);
        assertThat(client.delete(self).status()).isEqualTo(422);
        assertThat(client.delete(owner).status()).isEqualTo(403);
    }

    @Test
    void deletesAUserWithItsPeers() throws Exception {
        String phone = standIn.peerId("mia-phone");
        assertThat(client.delete(path(Persona.MIA)).text()).isEqualTo("{}");
        assertThat(client.get("/api/peers/" + phone).status()).isEqualTo(404);
        assertThat(client.delete(path(Persona.MIA)).status()).isEqualTo(404);
    }

    @Test
    void waitsForApprovalOfWhoIsNew() throws Exception {
        assertThat(standIn.logIn(Persona.NORA, "nora-phone")).isNull();
        var approved = client.send("POST", path(Persona.NORA) + "/approve", null, admin());
        assertThat(approved.json().path("pending_approval").asBoolean()).isFalse();
        assertThat(approved.json().path("is_blocked").asBoolean()).isFalse();
        assertThat(client.send("POST", path(Persona.NORA) + "/approve", null, admin()).status())
                .isEqualTo(422);
        assertThat(standIn.logIn(Persona.NORA, "nora-phone")).isNotNull();
    }

    @Test
    void createsServiceUsersWithUncheckedGroupsButNoPeople() throws Exception {
        String person =
                "{'role':'user','auto_groups':[],'email':'a@b.test','is_service_user':false}";
        assertThat(client.post("/api/users", person).status()).isEqualTo(412);
        String service = "{'role':'admin','auto_groups':['x'],'name':'s','is_service_user':true}";
        assertThat(client.post("/api/users", service).json().path("auto_groups").get(0).asText())
                .isEqualTo("x");
        assertThat(client.post("/api/users", service.replace("admin", "owner")).status())
                .isEqualTo(422);
    }

    @Test
    void commitsBeforeItFailsWhereToldSoAndThenNotifiesNobody() throws Exception {
        String group = client.createGroup("island");
        String peer = standIn.peerId("mia-phone");
        client.post("/api/policies", PolicyCornersIT.policy("p", group, group));
        String other = standIn.peerId("max-phone");
        String others = client.createGroup("others", other);
        int before = standIn.deliveredMaps(peer).size();
        standIn.fail(new Fault(1, 500, "PUT", "/api/users/", Fault.Stage.AFTER));
        assertThat(client.put(path(Persona.MIA), user("user", false, group)).status())
                .isEqualTo(500);
        assertThat(groups(peer)).contains("island");
        // A later change that does go out shows that the time of the first is over.
        client.post("/api/policies", PolicyCornersIT.policy("q", others, others));
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (standIn.deliveredMaps(other).size() < 2) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(standIn.deliveredMaps(peer)).hasSize(before);
    }

    private static String admin() {
        return "Token " + NetbirdStandIn.ADMIN_TOKEN;
    }
}
