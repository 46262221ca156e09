// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Membership;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.Targets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Doctor after setup, and after each of several things that go wrong later. */
class DoctorIT {
    @TempDir private Path folder;
    private Connected world;

    @BeforeEach
    void start() throws IOException {
        world = new Connected(folder);
        assertThat(world.setup("--yes").code()).isZero();
    }

    @AfterEach
    void stop() {
        assertThat(world.zitadel.unexpectedCalls()).isEmpty();
        assertThat(world.netbird.unexpectedCalls()).isEmpty();
        world.close();
    }

    @Test
    void changesNothing() {
        world.netbird.forgetCalls();
        world.doctor();
        assertThat(world.netbird.calls()).isNotEmpty().allMatch(c -> c.method().equals("GET"));
    }

    @Test
    void aRevokedTokenIsTold() throws IOException {
        String user = serviceUser("lightweb-network");
        JsonNode tokens = world.netbird.edit("GET", "/api/users/" + user + "/tokens", null);
        String token = tokens.path(0).path("id").asText();
        world.netbird.edit("DELETE", "/api/users/" + user + "/tokens/" + token, null);
        assertThat(world.finding("network token"))
                .startsWith("fail: NetBird takes the token no more");
        assertThat(world.doctor().code()).isEqualTo(1);
        assertThat(world.doctor().out()).doesNotContain(world.secret("netbird-network"));
        assertThat(world.setup("--yes").out()).contains("made NetBird: token of lightweb-network");
        assertThat(world.finding("network token")).startsWith("ok: ");
    }

    @Test
    void aTokenThatEndsSoonIsTold() throws IOException {
        String soon = world.netbird.issueToken(serviceUser("lightweb-admin"), Duration.ofDays(9));
        Files.writeString(world.etc.resolve("secrets/netbird-admin"), soon);
        assertThat(world.finding("admin token")).isEqualTo("warn: role admin, good for 8 days");
    }

    @Test
    void theOtherTokensRoleIsTold() throws IOException {
        Files.copy(
                world.etc.resolve("secrets/netbird-admin"),
                world.etc.resolve("secrets/netbird-network"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(world.finding("network token"))
                .isEqualTo("fail: its service user has the role admin instead of network_admin");
    }

    @Test
    void theDefaultPolicyIsTold() throws IOException {
        assertThat(world.finding("Default policy")).startsWith("warn: it connects all with all");
        JsonNode policies = world.netbird.edit("GET", "/api/policies", null);
        String id = policies.path(0).path("id").asText();
        world.netbird.edit("DELETE", "/api/policies/" + id, null);
        assertThat(world.finding("Default policy")).startsWith("ok: ");
    }

    @Test
    void propagationThatIsOffIsTold() throws IOException {
        setting("groups_propagation_enabled", false);
        assertThat(world.finding("propagation")).startsWith("fail: groups do not reach devices");
    }

    @Test
    void netbirdsOwnSyncIsTold() throws IOException {
        setting("jwt_groups_enabled", true);
        assertThat(world.finding("JWT groups")).startsWith("warn: NetBird's own sync is on");
    }

    @Test
    void aGroupThatWentIsTold() throws IOException {
        world.netbird.edit("DELETE", "/api/groups/" + world.netbird.groupId("vpn-nodes"), null);
        assertThat(world.finding("groups")).isEqualTo("fail: NetBird has no group vpn-nodes");
    }

    @Test
    void aWrongIssuerIsToldAndWhatNeedsItIsNotLookedAt() throws IOException {
        Path file = world.etc.resolve("lightweb.identity.cfg");
        String wrong = world.zitadel.issuer().replace("127.0.0.1", "localhost");
        Files.writeString(file, Files.readString(file).replace(world.zitadel.issuer(), wrong));
        assertThat(world.finding("issuer")).startsWith("fail: " + wrong + " answers 404");
        assertThat(world.finding("rights")).isEqualTo("skip: not before issuer is well");
        assertThat(world.finding("settings")).startsWith("fail: the portal's issuer is ");
    }

    @Test
    void aClockThatIsWrongIsTold() throws IOException {
        world.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        assertThat(world.finding("clock")).matches("fail: ours is \\d+ s ahead of Zitadel's");
    }

    @Test
    void aTargetThatIsGoneOrNoLongerCalledIsTold() throws IOException {
        Targets targets = world.zitadel.targets();
        ObjectNode condition = JsonNodeFactory.instance.objectNode();
        condition.putObject("event").put("group", "user.grant");
        targets.execute(condition, List.of());
        assertThat(world.finding("events target"))
                .isEqualTo("fail: nothing calls the target for user.grant");
        targets.remove(targets.all().getFirst().id());
        assertThat(world.finding("events target")).startsWith("fail: Zitadel has no target");
    }

    @Test
    void rightsThatWereTakenAreTold() throws IOException {
        String user = serviceUserOfZitadel();
        world.zitadel.console().setMemberships(user, Set.of(Membership.PROJECT_OWNER));
        assertThat(world.finding("rights")).isEqualTo("fail: the service user lacks user.read");
        world.zitadel
                .console()
                .setMemberships(
                        user, Set.of(Membership.PROJECT_OWNER, Membership.ORG_OWNER_VIEWER));
        assertThat(world.finding("rights"))
                .startsWith("warn: the service user may not read events");
    }

    @Test
    void aKeyThatZitadelNoLongerTakesIsTold() throws IOException {
        world.zitadel.console().removeUser(serviceUserOfZitadel());
        assertThat(world.finding("service user")).startsWith("fail: Zitadel does not take the key");
    }

    @Test
    void thatNobodyAdministersIsTold() throws IOException {
        world.zitadel.console().removeRole(Persona.ADA.userId(), "lightweb:admin");
        assertThat(world.finding("administrator"))
                .isEqualTo("fail: nobody has the role lightweb:admin");
    }

    @Test
    void aSecretThatIsWrongIsTold() throws IOException {
        Files.writeString(world.etc.resolve("secrets/zitadel-api"), "wrong");
        assertThat(world.finding("introspection")).startsWith("fail: Zitadel answers 401");
    }

    @Test
    void missingSettingsAreTold() throws IOException {
        Files.delete(world.etc.resolve("secrets/zitadel-webhook"));
        assertThat(world.finding("settings")).contains("there is no secret zitadel-webhook");
    }

    @Test
    void aDemoThatDoesNotRunIsNoIllness() throws IOException {
        world.zitadel.close();
        world.netbird.close();
        assertThat(world.finding("issuer")).isEqualTo("skip: the demo does not run");
        assertThat(world.finding("netbird")).isEqualTo("skip: the demo does not run");
        assertThat(world.doctor().code()).isZero();
    }

    private String serviceUserOfZitadel() {
        return world.zitadel.calls().stream()
                .map(call -> call.path())
                .filter(path -> path.matches("/v2/users/\\d+/keys"))
                .map(path -> path.split("/", -1)[3])
                .findFirst()
                .orElseThrow();
    }

    private String serviceUser(String name) {
        for (JsonNode user : world.netbird.edit("GET", "/api/users", null)) {
            if (user.path("name").asText().equals(name)) {
                return user.path("id").asText();
            }
        }
        throw new AssertionError("NetBird has no user " + name);
    }

    private void setting(String key, boolean value) {
        JsonNode account = world.netbird.edit("GET", "/api/accounts", null).path(0);
        ObjectNode settings = account.path("settings").deepCopy();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("settings", settings.put(key, value));
        world.netbird.edit("PUT", "/api/accounts/" + account.path("id").asText(), request);
    }
}
