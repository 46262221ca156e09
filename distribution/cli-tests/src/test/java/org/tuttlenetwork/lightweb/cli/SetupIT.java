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
import org.tuttlenetwork.lightweb.cli.Connected.Ran;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.http.CallLog.ReceivedCall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Setup against the two stand-ins, which are as strict as the real servers. */
class SetupIT {
    @TempDir private Path folder;
    private Connected world;

    @BeforeEach
    void start() throws IOException {
        world = new Connected(folder);
    }

    @AfterEach
    void stop() {
        assertThat(world.zitadel.unexpectedCalls()).isEmpty();
        assertThat(world.netbird.unexpectedCalls()).isEmpty();
        world.close();
    }

    @Test
    void saysWhatItCanBeTold() {
        Connected.Ran ran = world.setup("--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("--zitadel-token-file").doesNotContain("Unknown option");
    }

    @Test
    void fromNothingToAHostThatDoctorFindsWell() throws IOException {
        Ran ran = world.setup("--yes");
        assertThat(ran.out()).contains("made Zitadel: project LightWeb");
        assertThat(ran.code()).isZero();
        assertThat(world.zitadel.console().rolesOf(Persona.ADA.userId()))
                .containsExactly("lightweb:admin");
        Ran doctor = world.doctor();
        assertThat(doctor.out()).doesNotContain("FAIL");
        assertThat(doctor.code()).isZero();
        assertThat(world.finding("rights")).startsWith("ok: ");
        assertThat(world.finding("project")).startsWith("ok: ");
        assertThat(world.finding("portal login")).startsWith("ok: ");
        assertThat(world.finding("introspection")).startsWith("ok: ");
        assertThat(world.finding("events target"))
                .isEqualTo("ok: Zitadel calls " + Connected.DOOR + "/hooks/zitadel");
        assertThat(world.finding("network token"))
                .startsWith("ok: role network_admin, good for 36");
        assertThat(world.finding("admin token")).startsWith("ok: role admin, good for 36");
    }

    @Test
    void whatIsSecretIsItsOwnersAloneAndNeverShown() throws IOException {
        Ran ran = world.setup("--yes", "--claims");
        Path secrets = world.etc.resolve("secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(secrets)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(ran.out()).doesNotContain(Files.readString(file).strip());
            }
        }
        assertThat(secrets.toFile().list())
                .containsExactlyInAnyOrder(
                        "netbird-network",
                        "netbird-admin",
                        "zitadel-api",
                        "zitadel-key.json",
                        "zitadel-webhook",
                        "zitadel-claims");
        String owners = Files.readString(world.zitadelToken()).strip();
        try (Stream<Path> all = Files.walk(world.etc)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(owners);
            }
        }
    }

    @Test
    void theSecondTimeThereIsNothingToDo() throws IOException {
        world.setup("--yes");
        String key = world.secret("zitadel-key.json");
        world.zitadel.clearCalls();
        world.netbird.forgetCalls();
        Ran again = world.setup();
        assertThat(again.out()).contains("0 will be made:");
        assertThat(again.code()).isZero();
        assertThat(writes()).isEmpty();
        assertThat(world.secret("zitadel-key.json")).isEqualTo(key);
    }

    @Test
    void oneThatWasStoppedGoesOn() throws IOException {
        world.zitadel.faults().failNext(1, 503, "/v2/users/new");
        Ran stopped = world.setup("--yes");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.out()).contains("Zitadel answers 503 to POST /v2/users/new");
        assertThat(world.etc.resolve("lightweb.identity.cfg")).doesNotExist();
        String token = world.secret("netbird-network");

        Ran again = world.setup("--yes");
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .contains("  = Zitadel: project LightWeb", "  + Zitadel: service user");
        assertThat(world.secret("netbird-network")).isEqualTo(token);
        assertThat(world.doctor().code()).isZero();
    }

    @Test
    void aTokenThatLacksRightsChangesNothing() throws IOException {
        world.tokenOf(Persona.MIA);
        Ran ran = world.setup("--yes");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("it lacks project.create", "IAM_OWNER", "Nothing was changed.");
        assertThat(writes()).isEmpty();
        assertThat(world.etc).doesNotExist();
    }

    @Test
    void aNetbirdTokenOfAPlainUserChangesNothing() throws IOException {
        String token = world.netbird.issueToken(Persona.MIA.userId(), Duration.ofDays(1));
        Files.writeString(world.netbirdToken(), token);
        Ran ran = world.setup("--yes");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("has the role 'user'", "Nothing was changed.");
        assertThat(ran.out()).doesNotContain(token);
        assertThat(writes()).isEmpty();
    }

    @Test
    void whoMayBeMeantIsListed() {
        assertThat(world.setup("--yes", "--organization=").out())
                .contains("Tuttle Network (" + DemoIds.ORGANIZATION + ")", "Nothing was changed.");
        assertThat(world.setup("--yes", "--admin=nobody@nowhere").out())
                .contains("--admin nobody@nowhere is nobody in Zitadel");
    }

    @Test
    void withoutATerminalAndWithoutConsentNothingIsMade() {
        Ran ran = world.setup();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("--yes agrees beforehand", "Nothing was changed.");
        assertThat(writes()).isEmpty();
    }

    @Test
    void anAddressThatZitadelRefusesHasNoWebhook() throws IOException {
        Ran ran = world.setup("--yes", "--door-url=https://100.90.0.1");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("100.64.0.0/10", "No webhook is set up");
        assertThat(world.zitadel.targets().all()).isEmpty();
        assertThat(Files.readString(world.etc.resolve("lightweb.identity.cfg")))
                .doesNotContain("webhook_signing_key");
    }

    @Test
    void propagationIsTurnedOnWithAllOtherSettingsAsTheyWere() throws IOException {
        ObjectNode off = account().deepCopy();
        off.put("groups_propagation_enabled", false);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("settings", off);
        world.netbird.edit("PUT", "/api/accounts/" + accountId(), request);
        ObjectNode before = account().deepCopy();
        assertThat(world.setup("--yes").out()).contains("made NetBird: groups_propagation_enabled");
        assertThat(account()).isEqualTo(before.put("groups_propagation_enabled", true));
    }

    @Test
    void aSettingsFileThatIsThereKeepsItsOtherLinesAndIsShownFirst() throws IOException {
        Files.createDirectories(world.etc);
        Path file = world.etc.resolve("lightweb.mesh.cfg");
        Files.writeString(
                file,
                "# mine\n"
                        + "url = https://old.example\n"
                        + "admin_token = plain-secret\n"
                        + "reconcile_seconds = 30\n");
        Ran ran = world.setup("--yes");
        assertThat(ran.out())
                .contains("  - url = https://old.example", "  + url = " + world.netbird.uri())
                .contains("  - admin_token = (not shown)")
                .doesNotContain("plain-secret");
        assertThat(Files.readString(file))
                .isEqualTo(
                        "# mine\nurl = "
                                + world.netbird.uri()
                                + "\n"
                                + "admin_token = $[secret:netbird-admin]\n"
                                + "reconcile_seconds = 30\n"
                                + "network_token = $[secret:netbird-network]\n");
    }

    @Test
    void atATerminalOneQuestionAtATimeInFrench() {
        world.environment = Map.of("LANG", "fr_FR.UTF-8", "LIGHTWEB_ETC", world.etc.toString());
        Deque<String> answers =
                new ArrayDeque<>(
                        List.of(
                                world.zitadel.issuer() + "/",
                                world.zitadelToken().toString(),
                                DemoIds.ORGANIZATION,
                                world.netbird.uri().toString(),
                                world.netbirdToken().toString(),
                                Connected.PORTAL,
                                "",
                                Persona.ADA.userId(),
                                "oui"));
        StringBuilder asked = new StringBuilder();
        Ran ran =
                world.setup(
                        question -> {
                            asked.append(question);
                            return Optional.of(answers.remove());
                        },
                        List.of());
        assertThat(asked.toString()).contains("Où est Zitadel ?", "[o/N]");
        assertThat(ran.out()).contains("créé : NetBird: group core");
        assertThat(ran.code()).isZero();
        assertThat(answers).isEmpty();
    }

    private JsonNode account() {
        return world.netbird.edit("GET", "/api/accounts", null).path(0).path("settings");
    }

    private String accountId() {
        return world.netbird.edit("GET", "/api/accounts", null).path(0).path("id").asText();
    }

    /** The calls that change something, of both servers. */
    private List<String> writes() {
        Stream<String> zitadel =
                world.zitadel.calls().stream()
                        .map(ReceivedCall::path)
                        .filter(
                                path ->
                                        path.matches(
                                                ".*/(Create|Update|Add|Generate|Activate)[A-Za-z]+"
                                                    + "|/v2/users/.*|/v2/actions/targets(/\\d+)?"
                                                    + "|/v2/actions/executions"));
        Stream<String> netbird =
                world.netbird.calls().stream()
                        .filter(call -> !call.method().equals("GET"))
                        .map(call -> call.method() + " " + call.path());
        return Stream.concat(zitadel, netbird).toList();
    }
}
