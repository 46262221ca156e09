// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.EventCondition;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;

/** What the stand-ins can't be brought to: each check, when all is well and when it is not. */
class ChecksTest {
    private static final String ISSUER = "/.well-known/openid-configuration";

    /** Made once: a key takes longer than all else here. */
    private static final String KEY = key();

    @TempDir private Path folder;
    private Answering server;

    @BeforeEach
    void start() throws IOException {
        server = new Answering();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theIssuerCallsItselfAsWeDo() throws Exception {
        server.to(ISSUER, 200, "{\"issuer\": \"" + server.url() + "\"}");
        assertThat(new IssuerCheck(server.zitadel(), true).look().level()).isEqualTo(Level.OK);
        server.to(ISSUER, 200, "{\"issuer\": \"https://id.example.org\"}");
        assertThat(new IssuerCheck(server.zitadel(), true).look().remedy())
                .isEqualTo("Write issuer = https://id.example.org, the very same text.");
        server.to(ISSUER, 502, "<html>");
        assertThat(new IssuerCheck(server.zitadel(), true).look().seen())
                .contains("answers 502 and no discovery document");
        assertThat(new IssuerCheck(server.zitadel(), false).look().seen()).contains("is not https");
    }

    @Test
    void tokensThatLiveLongAreTold() throws Exception {
        ServiceUser user = user();
        token(900);
        assertThat(new TokenLifeCheck(user).look())
                .isEqualTo(Verdict.ok("access tokens live 15 minutes"));
        token(43_199);
        assertThat(new TokenLifeCheck(user()).look().level()).isEqualTo(Level.WARN);
    }

    @Test
    void aKeyThatOthersMayReadIsTold() throws Exception {
        token(900);
        ServiceUser user = user();
        assertThat(new ServiceUserCheck(user).look().level()).isEqualTo(Level.OK);
        Files.setPosixFilePermissions(user.keyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(new ServiceUserCheck(user).look().remedy()).startsWith("chmod 600 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "o1 | PROJECT_STATE_ACTIVE   | false | OK   | is active",
                "o1 | PROJECT_STATE_ACTIVE   | true  | WARN | puts roles into tokens",
                "o1 | PROJECT_STATE_INACTIVE | false | FAIL | is deactivated",
                "o2 | PROJECT_STATE_ACTIVE   | false | FAIL | is of organization o2"
            })
    void theProjectIsOursAndActive(
            String organization, String state, boolean asserted, Level level, String seen)
            throws Exception {
        token(900);
        server.to(
                "/zitadel.project.v2.ProjectService/GetProject",
                200,
                """
                {"project": {"name": "LightWeb", "organizationId": "%s", "state": "%s",
                 "projectRoleAssertion": %s}}
                """
                        .formatted(organization, state, asserted));
        Verdict verdict = new ProjectCheck(etc(), user()).look();
        assertThat(verdict.level()).isEqualTo(level);
        assertThat(verdict.seen()).contains(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c1 | https://lw.example/login/callback | OIDC_TOKEN_TYPE_JWT    | OK",
                "c1 | https://lw.example/login/callback | OIDC_TOKEN_TYPE_BEARER | WARN",
                "c1 | https://other.example             | OIDC_TOKEN_TYPE_JWT    | FAIL",
                "c2 | https://lw.example/login/callback | OIDC_TOKEN_TYPE_JWT    | FAIL"
            })
    void thePortalsApplicationLeadsBack(String client, String back, String type, Level level)
            throws Exception {
        token(900);
        server.to(
                "/zitadel.application.v2.ApplicationService/ListApplications",
                200,
                """
                {"applications": [{"oidcConfiguration": {"clientId": "%s", "redirectUris": ["%s"],
                 "accessTokenType": "%s"}}]}
                """
                        .formatted(client, back, type));
        assertThat(new ApplicationsCheck(etc(), user()).look().level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | urn:lightweb:problem:unauthenticated | OK   | refuses what is not signed",
                "404 | urn:lightweb:problem:not-found       | FAIL | takes no call",
                "401 | about:blank                          | FAIL | not our host",
                "200 | ''                                   | FAIL | not our host"
            })
    void theWebhookRefusesWhatIsNotSigned(int status, String type, Level level, String seen)
            throws InterruptedException {
        server.to("/hooks/zitadel", status, "{\"type\": \"" + type + "\"}");
        Verdict verdict =
                new WebhookCheck(
                                server.server(), "webhook", "/hooks/zitadel", "webhook_signing_key")
                        .look();
        assertThat(verdict.level()).isEqualTo(level);
        assertThat(verdict.seen()).contains(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "https://192.0.2.1, OK",
        "https://100.90.0.1, WARN",
        "https://10.1.2.3, WARN",
        "https://[fd00::1], WARN",
        "https://172.32.0.1, OK",
        "https://no-such-host.invalid, FAIL"
    })
    void whatZitadelRefusesByDefaultIsTold(String url, Level level) {
        assertThat(new DenylistCheck(url, false).look().level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"0.77.1, OK", "v1.2.0, OK", "0.76.3, WARN", "development, WARN"})
    void anOldNetbirdIsTold(String version, Level level) throws Exception {
        server.to(
                "/api/instance/version",
                200,
                "{\"management_current_version\": \"" + version + "\"}");
        assertThat(new NetbirdVersionCheck(server.netbird()).look().level()).isEqualTo(level);
    }

    @Test
    void whatIsNoNetbirdIsTold() throws Exception {
        assertThat(new NetbirdCheck(server.netbird()).look().level()).isEqualTo(Level.FAIL);
        server.to("/api/instance", 200, "{\"setup_required\": false}");
        assertThat(new NetbirdCheck(server.netbird()).look().level()).isEqualTo(Level.OK);
    }

    @Test
    void devicesThatWaitAreTold() throws Exception {
        server.to("/api/accounts", 200, account(true));
        assertThat(new ApprovalCheck(server.netbird()).look().level()).isEqualTo(Level.WARN);
        server.to("/api/accounts", 200, account(false));
        assertThat(new ApprovalCheck(server.netbird()).look().seen())
                .isEqualTo("people wait for approval in NetBird, devices do not");
    }

    private static String account(boolean peers) {
        return """
        [{"settings": {"extra": {"peer_approval_enabled": %s, "user_approval_required": true}}}]
        """
                .formatted(peers);
    }

    @Test
    void aRealNetworksDefaultPolicyFailsUnlessTheHostRemovesIt() throws Exception {
        server.to("/api/policies", 200, "[{\"name\": \"Default\", \"enabled\": true}]");
        assertThat(new DefaultPolicyCheck(etc(), server.netbird(), false).look().level())
                .isEqualTo(Level.FAIL);
        Files.writeString(folder.resolve("lightweb.mesh.cfg"), "remove_default_policy = true\n");
        assertThat(new DefaultPolicyCheck(etc(), server.netbird(), false).look().level())
                .isEqualTo(Level.WARN);
        server.to("/api/policies", 200, "[{\"name\": \"Default\", \"enabled\": false}]");
        assertThat(new DefaultPolicyCheck(etc(), server.netbird(), false).look().level())
                .isEqualTo(Level.OK);
    }

    @Test
    void theHostsOwnWordsAreTaken() throws Exception {
        server.to("/readyz", 200, "{\"status\": \"ready\", \"checks\": {}}");
        assertThat(new HostCheck(server.server()).look()).isEqualTo(Verdict.ok("ready"));
        String part = "{\"mesh\": {\"status\": \"degraded\", \"detail\": \"NetBird is away\"}}";
        server.to("/readyz", 200, "{\"status\": \"degraded\", \"checks\": " + part + "}");
        assertThat(new HostCheck(server.server()).look().seen())
                .isEqualTo("ready, but mesh: NetBird is away");
        server.to("/readyz", 503, "{\"status\": \"down\", \"missing\": [\"islands\"]}");
        assertThat(new HostCheck(server.server()).look())
                .isEqualTo(
                        Verdict.fail(
                                "not ready: islands",
                                "Wait while it starts; else look into its log."));
        server.close();
        assertThat(new HostCheck(server.server()).look().level()).isEqualTo(Level.SKIP);
        server = new Answering();
    }

    @Test
    void aTargetThatInterruptsOrSignsOtherwiseIsTold() throws Exception {
        token(900);
        assertThat(target("other", false)).contains("signs with another key");
        assertThat(target("key", true)).contains("interrupts on errors");
        assertThat(target("key", false)).startsWith("Zitadel calls https://lw.example/");
    }

    @Test
    void anExecutionThatTakesEventsFromUsIsTold() throws Exception {
        token(900);
        target("key", false);
        server.to(
                "/v2/actions/executions/search",
                200,
                """
                {"executions": [
                 {"condition": {"event": {"group": "user.grant"}}, "targets": ["t1"]},
                 {"condition": {"event": {"event": "user.grant.added"}}, "targets": ["t2"]}]}
                """);
        TargetCheck.Expected expected =
                new TargetCheck.Expected(
                        List.of("https://lw.example/hooks/zitadel"),
                        "key",
                        List.of(new EventCondition("event", "group", "user.grant")));
        assertThat(new TargetCheck("events target", user(), expected).look().seen())
                .isEqualTo("another execution takes user.grant.added from us");
    }

    private String target(String key, boolean interrupting)
            throws IOException, ServerFailure, InterruptedException {
        server.to(
                "/v2/actions/targets/search",
                200,
                """
                {"targets": [{"id": "t1", "endpoint": "https://lw.example/hooks/zitadel",
                 "signingKey": "%s", "restWebhook": {"interruptOnError": %s}}]}
                """
                        .formatted(key, interrupting));
        server.to("/v2/actions/executions/search", 200, "{}");
        TargetCheck.Expected expected =
                new TargetCheck.Expected(
                        List.of("https://lw.example/hooks/zitadel"), "key", List.of());
        return new TargetCheck("events target", user(), expected).look().seen();
    }

    @Test
    void aServerThatDoesNotAnswerIsAFindingWithARemedy() throws Exception {
        Check first = new NetbirdVersionCheck(server.netbird());
        server.close();
        List<Finding> findings =
                Doctor.examine(
                        List.of(
                                new Checks(
                                        first,
                                        Checks.alone(
                                                List.of(new ApprovalCheck(server.netbird()))))));
        assertThat(findings.getFirst().verdict().seen()).contains("does not answer");
        assertThat(findings.getFirst().verdict().remedy()).contains("Look whether it runs");
        assertThat(findings.getLast().verdict().level()).isEqualTo(Level.SKIP);
        assertThat(new Report(findings).isWell()).isFalse();
        server = new Answering();
    }

    /** Without a certificate of its own a server's handshake fails as with an untrusted one. */
    @Test
    void whatSpeaksNoTrustedTlsIsTold() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket nameless =
                SSLServerSocketFactory.getDefault().createServerSocket(0, 1, loopback)) {
            Thread.ofVirtual().start(() -> shakeHands(nameless));
            String url = "https://127.0.0.1:" + nameless.getLocalPort();
            Server untrusted = new Server(HttpClient.newHttpClient(), "Zitadel", url, "");
            assertThatThrownBy(() -> untrusted.ask("GET", "/", null))
                    .isInstanceOfSatisfying(
                            ServerFailure.class,
                            failure -> {
                                assertThat(failure.words())
                                        .contains("speaks no TLS that is trusted");
                                assertThat(failure.remedy()).contains("keytool -importcert");
                            });
        }
    }

    private static void shakeHands(ServerSocket server) {
        try (Socket caller = server.accept()) {
            assertThatThrownBy(() -> ((SSLSocket) caller).startHandshake())
                    .isInstanceOf(SSLException.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void token(int seconds) {
        server.to(
                "/oauth/v2/token",
                200,
                "{\"access_token\": \"t\", \"expires_in\": " + seconds + "}");
    }

    private Etc etc() throws IOException {
        Files.writeString(
                folder.resolve("lightweb.identity.cfg"), "project_id = p1\norganization_id = o1\n");
        Files.writeString(
                folder.resolve("lightweb.portal.cfg"),
                "client_id = c1\npublic_url = https://lw.example\n");
        return new Etc(
                folder, Map.of(), List.of("lightweb.identity", "lightweb.portal", "lightweb.mesh"));
    }

    private ServiceUser user() throws IOException {
        Path file = folder.resolve("key.json");
        if (!Files.exists(file)) {
            Files.writeString(file, KEY);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new ServiceUser(server.zitadel(), file);
    }

    private static String key() {
        try {
            byte[] der =
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
            return """
            {"type": "serviceaccount", "keyId": "k1", "userId": "u1",
             "key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
            """
                    .formatted(Base64.getEncoder().encodeToString(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
