// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.demo.netbird.Fault;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUserTokens;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;
import org.tuttlenetwork.lightweb.mesh.store.TokenStore;
import org.tuttlenetwork.lightweb.mesh.token.Rotation;
import org.tuttlenetwork.lightweb.mesh.token.TokenInUse;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote.Kind;
import org.tuttlenetwork.lightweb.mesh.token.TokenRecords;
import org.tuttlenetwork.lightweb.mesh.token.TokenWatch;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.StreamSupport;

/** The network's token is replaced before it ends, and no host is ever without one that works. */
class TokensIT {
    private static final String USER = DemoNetbird.NETWORK_ADMIN_USER;
    private static final String TOKENS = "/api/users/" + USER + "/tokens";

    private final List<Host> hosts = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private Rig rig;
    private String configured;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(clock);
        for (JsonNode token : listed(USER)) {
            rig.netbird.edit("DELETE", TOKENS + "/" + token.path("id").asText(), null);
        }
        configured = rig.netbird.issueToken(USER, Duration.ofDays(10));
    }

    @AfterEach
    void close() throws Exception {
        try {
            rig.requireContract();
        } finally {
            hosts.forEach(host -> host.calls.close());
            rig.close();
        }
    }

    /** A host's network token, without its threads. */
    private final class Host {
        final TokenInUse inUse;
        final NetbirdCalls calls;
        final TokenWatch watch;
        boolean holdsTheLock = true;

        Host(String token) {
            TokenStore store = new TokenStore(Rig.MASTER_KEY);
            inUse = new TokenInUse(TokenRole.NETWORK, token, rig.database(), store);
            calls = calls(inUse);
            NetbirdCalls fenced =
                    calls.behind(
                            () -> {
                                if (!holdsTheLock) {
                                    throw new NotTheWriterException();
                                }
                            });
            watch =
                    new TokenWatch(
                            inUse,
                            new ServiceUserTokens(calls),
                            new ServiceUserTokens(fenced),
                            new ServiceUserTokens(calls(TokenSource.of(DemoNetbird.ADMIN_TOKEN))),
                            new TokenRecords(rig.database(), store, clock),
                            new Rotation(Duration.ofDays(30), 180),
                            clock);
            hosts.add(this);
        }

        void writes() throws NetbirdException {
            watch.look(true);
        }

        void looks() throws NetbirdException {
            watch.look(false);
        }

        List<Kind> notes() {
            return watch.view().notes().stream().map(TokenNote::kind).toList();
        }
    }

    private NetbirdCalls calls(TokenSource token) {
        return new NetbirdCalls(
                rig.netbird.uri().toString(),
                token,
                Duration.ofSeconds(5),
                new ReentrantLock(),
                CallObserver.NONE);
    }

    private List<JsonNode> listed(String user) {
        JsonNode all = rig.netbird.edit("GET", "/api/users/" + user + "/tokens", null);
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    /** Those that hosts made, by NetBird's id. */
    private List<String> made() {
        return listed(USER).stream()
                .filter(token -> token.path("name").asText().startsWith("LightWeb network [lw:"))
                .map(token -> token.path("id").asText())
                .toList();
    }

    private void delete(String id) {
        rig.netbird.edit("DELETE", TOKENS + "/" + id, null);
    }

    private void days(long days) {
        now = now.plus(Duration.ofDays(days));
    }

    private long posts() {
        return rig.writes().stream().filter(call -> call.method().equals("POST")).count();
    }

    private List<String> journal() {
        JournalQuery newest =
                new JournalQuery(JournalNote.SYSTEM, JournalFilter.ALL, Long.MAX_VALUE, 50);
        return rig.postgres.journal().read(newest).stream()
                .map(JournalEntry::note)
                .map(note -> note.action() + " " + note.object())
                .toList()
                .reversed();
    }

    private String rows() {
        try (var connection = rig.postgres.pool().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select coalesce(string_agg(t::text || coalesce(encode(sealed,"
                                        + " 'escape'), ''), ' '), '') from mesh.netbird_token"
                                        + " t")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void requireNothingTold(String token) {
        assertThat(rows()).doesNotContain(token);
        assertThat(journal().toString()).doesNotContain(token);
        assertThat(
                        rig.database()
                                .read(tx -> new MeshStore().findings(tx, Long.MAX_VALUE, 50))
                                .toString())
                .doesNotContain(token);
    }

    @Test
    void leavesATokenAloneThatLastsLongEnough() throws Exception {
        Host host = new Host(configured);
        host.writes();
        assertThat(posts()).isZero();
        assertThat(host.inUse.token()).isEqualTo(configured);
        assertThat(host.watch.view().rotated()).isFalse();
        assertThat(host.watch.view().life().orElseThrow().ends())
                .isEqualTo(now.plus(Duration.ofDays(10)));
        assertThat(host.watch.view().rotates()).contains(now.plus(Duration.ofDays(5)));
        assertThat(host.notes()).isEmpty();
    }

    @Test
    void replacesItBeforeItEndsAndDeletesItsOwnOnesOnly() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String first = host.inUse.token();
        assertThat(first).isNotEqualTo(configured);
        assertThat(made()).hasSize(1);
        assertThat(host.watch.view().rotated()).isTrue();
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
        assertThat(host.calls.get("/groups")).isNotEmpty();

        host.writes();
        assertThat(made()).as("it is not due").hasSize(1);

        // The configured one is over meanwhile.
        days(150);
        host.writes();
        String second = host.inUse.token();
        assertThat(second).isNotIn(first, configured);
        assertThat(made()).as("the one before stays until all hosts know").hasSize(2);
        host.writes();
        assertThat(made()).hasSize(1);
        assertThat(listed(USER)).as("the configured one is left").hasSize(2);
        assertThat(host.calls.get("/groups")).isNotEmpty();
        assertThat(host.inUse.token()).isEqualTo(second);
        assertThat(journal())
                .containsExactly(
                        "mesh.token.made netbird-token:network",
                        "mesh.token.made netbird-token:network",
                        "mesh.token.retired netbird-token:network");
        List.of(configured, first, second).forEach(this::requireNothingTold);
    }

    @Test
    void writesNothingWhereAnotherHostIsTheWriter() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.looks();
        assertThat(posts()).isZero();
        host.holdsTheLock = false;
        assertThatThrownBy(host::writes).isInstanceOf(NotTheWriterException.class);
        assertThat(posts()).isZero();
    }

    @Test
    void deletesATokenWhoseAnswerWasLostAndMakesAnother() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(1, 500, "POST", TOKENS, Fault.Stage.AFTER));
        assertThatThrownBy(host::writes).hasMessageContaining("500");
        assertThat(made()).hasSize(1);
        String lost = made().getFirst();
        assertThat(host.inUse.token()).isEqualTo(configured);
        assertThat(host.notes()).contains(Kind.ROTATION_FAILED);

        // The next one may be another host, after this one crashed.
        Host other = new Host(configured);
        other.writes();
        assertThat(made()).hasSize(1).doesNotContain(lost);
        assertThat(other.inUse.token()).isNotEqualTo(configured);
        assertThat(rows()).contains("USED").doesNotContain("BEGUN");
    }

    @Test
    void forgetsWhatWasBegunAndNeverMade() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(1, 500, "POST", TOKENS, Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("500");
        host.writes();
        assertThat(rows()).contains("BEGUN", "USED");
        now = now.plus(Duration.ofHours(1));
        host.writes();
        assertThat(rows()).contains("USED").doesNotContain("BEGUN");
        assertThat(made()).hasSize(1);
    }

    @Test
    void goesOnWithATokenThatWasKeptAndNotTried() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(3, 503, "GET", "/api/accounts", Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("503");
        assertThat(host.inUse.token()).isEqualTo(configured);
        assertThat(rows()).contains("KEPT");

        Host other = new Host(configured);
        other.writes();
        assertThat(posts()).as("no second one is made").isEqualTo(1);
        assertThat(other.inUse.token()).isNotEqualTo(configured);
        assertThat(made()).hasSize(1);
    }

    @Test
    void isNotHinderedByOneThatCannotBeDeleted() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String first = host.inUse.token();
        rig.netbird.fail(new Fault(Integer.MAX_VALUE, 403, "DELETE", TOKENS, Fault.Stage.BEFORE));
        days(150);
        host.writes();
        days(150);
        host.writes();
        assertThat(made()).hasSize(3);
        assertThat(host.inUse.token()).isNotEqualTo(first);
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
        rig.netbird.behave();
        host.writes();
        assertThat(made()).hasSize(1);
        assertThat(rows()).contains("USED").doesNotContain("RETIRED");
    }

    /** Two hosts may go on with the same one, where the writer's lock broke in between. */
    @Test
    void usesATokenOnceThoughTwoHostsTryIt() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(3, 503, "GET", "/api/accounts", Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("503");
        TokenStore store = new TokenStore(Rig.MASTER_KEY);
        StoredToken kept = rig.database().read(tx -> store.all(tx, TokenRole.NETWORK)).getFirst();
        host.writes();
        assertThat(rig.database().<Boolean>write(tx -> store.use(tx, kept))).isFalse();
        host.inUse.reload();
        assertThat(host.inUse.token()).isEqualTo(kept.made().orElseThrow().plain());
    }

    @Test
    void fallsBackToTheConfiguredOneWhereItsOwnWasDeleted() throws Exception {
        Host host = new Host(configured);
        days(5);
        host.writes();
        String lost = host.inUse.token();
        delete(made().getFirst());
        assertThat(host.calls.get("/groups")).isNotEmpty();
        assertThat(host.inUse.token()).isEqualTo(configured);
        host.looks();
        assertThat(host.notes()).containsExactly(Kind.REFUSED);
        assertThat(host.watch.view().rotated()).isFalse();

        host.writes();
        assertThat(host.inUse.token()).isNotIn(configured, lost);
        assertThat(made()).hasSize(1);
        host.writes();
        assertThat(journal()).filteredOn(one -> one.contains("retired")).hasSize(1);
    }

    @Test
    void saysSoWhereNoTokenWorks() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        listed(USER).forEach(token -> delete(token.path("id").asText()));
        assertThatThrownBy(() -> host.calls.get("/groups"))
                .isInstanceOfSatisfying(
                        NetbirdException.class, e -> assertThat(e.isUnreachable()).isTrue())
                .hasMessageContaining("etc/lightweb.mesh.cfg");
        assertThatThrownBy(host::writes).hasMessageContaining("does not take the token");
    }

    @Test
    void prefersATokenThatIsConfiguredLater() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String before = host.inUse.token();

        days(1);
        String fresh = rig.netbird.issueToken(USER, Duration.ofDays(100));
        Host changed = new Host(fresh);
        assertThat(changed.inUse.token()).isEqualTo(fresh);
        changed.writes();
        changed.writes();
        assertThat(made()).isEmpty();
        assertThat(rows()).isEmpty();
        assertThat(changed.inUse.token()).isEqualTo(fresh).isNotEqualTo(before);
        // A host that has the old file yet goes on with what that says.
        assertThat(host.calls.get("/groups")).isNotEmpty();
        assertThat(host.inUse.token()).isEqualTo(configured);
    }

    @Test
    void deletesWhatAServiceUserOfBeforeLeft() throws Exception {
        Host host = new Host(configured);
        days(6);
        host.writes();
        String other = serviceUser("network_admin");
        Host changed = new Host(rig.netbird.issueToken(other, Duration.ofDays(100)));
        changed.writes();
        changed.writes();
        assertThat(made()).isEmpty();
        assertThat(rows()).isEmpty();
    }

    private String serviceUser(String role) {
        JsonNode user =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "another")
                        .put("role", role)
                        .put("is_service_user", true)
                        .set("auto_groups", JsonNodeFactory.instance.arrayNode());
        return rig.netbird.edit("POST", "/api/users", user).path("id").asText();
    }

    @Test
    void bringsAnotherHostToTheNewTokenAtLatestWhereItsOwnIsRefused() throws Exception {
        Host writer = new Host(configured);
        Host other = new Host(configured);
        days(6);
        writer.writes();
        other.looks();
        String first = other.inUse.token();
        assertThat(first).isEqualTo(writer.inUse.token());
        days(150);
        writer.writes();
        writer.writes();
        assertThat(other.inUse.token()).isEqualTo(first);
        assertThat(other.calls.get("/groups")).isNotEmpty();
        assertThat(other.inUse.token()).isEqualTo(writer.inUse.token()).isNotEqualTo(first);
    }

    @Test
    void saysThatARoleIsWrongOrMoreThanNeeded() throws Exception {
        String auditor = rig.netbird.issueToken(serviceUser("auditor"), Duration.ofDays(2));
        Host wrong = new Host(auditor);
        days(1);
        wrong.writes();
        assertThat(wrong.notes()).contains(Kind.WRONG_ROLE);
        assertThat(wrong.watch.view().needsAPerson()).isTrue();
        assertThat(posts()).isZero();
        Host more = new Host(rig.netbird.issueToken(serviceUser("admin"), Duration.ofDays(90)));
        more.writes();
        assertThat(more.notes()).containsExactly(Kind.MORE_THAN_NEEDED);
        assertThat(more.watch.view().needsAPerson()).isFalse();
        Host person = new Host(rig.netbird.issueToken(DemoNetbird.OWNER_USER, Duration.ofDays(90)));
        person.writes();
        assertThat(person.notes()).containsExactly(Kind.NO_SERVICE_USER);
        assertThat(person.watch.view().needsAPerson()).isTrue();
    }

    @Test
    void needsAPersonWhereItCannotBeReplaced() throws Exception {
        Host host = new Host(configured);
        host.looks();
        days(6);
        rig.netbird.fail(new Fault(9, 403, "POST", TOKENS, Fault.Stage.BEFORE));
        assertThatThrownBy(host::writes).hasMessageContaining("403");
        assertThat(host.notes()).containsExactly(Kind.ROTATION_FAILED, Kind.ENDS_SOON);
        assertThat(host.watch.view().needsAPerson()).isTrue();
        // Another host does not know why, but sees that it was due a day ago.
        Host other = new Host(configured);
        other.looks();
        assertThat(other.notes()).containsExactly(Kind.ENDS_SOON);
        rig.netbird.behave();
        host.writes();
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
    }

    @Test
    void isNotCertainOfOneAmongOthers() throws Exception {
        rig.netbird.issueToken(USER, Duration.ofDays(100));
        Host host = new Host(configured);
        host.looks();
        assertThat(host.notes()).containsExactly(Kind.UNCERTAIN);
        assertThat(host.watch.view().life().orElseThrow().ends())
                .isEqualTo(now.plus(Duration.ofDays(10)));
    }

    @Test
    void waitsOutARateLimitAndAShortFailure() throws Exception {
        Host host = new Host(configured);
        days(6);
        rig.netbird.fail(new Fault(2, 429, "GET", "/api/users", Fault.Stage.BEFORE));
        rig.netbird.fail(new Fault(1, 503, "GET", TOKENS, Fault.Stage.BEFORE));
        rig.netbird.fail(new Fault(2, 429, "POST", TOKENS, Fault.Stage.BEFORE));
        host.writes();
        assertThat(host.watch.view().rotated()).isTrue();
        assertThat(made()).hasSize(1);
    }

    @Test
    void keepsWhatItSawWhileNetbirdIsDown() throws Exception {
        Host host = new Host(configured);
        host.looks();
        rig.netbird.down(true);
        assertThatThrownBy(host::looks).isInstanceOf(NetbirdException.class);
        assertThat(host.watch.view().life()).isPresent();
        assertThat(host.notes()).containsExactly(Kind.NOT_SEEN);
        // It goes on being judged by the time that passes.
        days(6);
        assertThatThrownBy(host::looks).isInstanceOf(NetbirdException.class);
        assertThat(host.notes()).containsExactly(Kind.NOT_SEEN, Kind.ENDS_SOON);
        rig.netbird.behave();
        host.writes();
        assertThat(host.notes()).containsExactly(Kind.CONFIGURED_STAYS);
    }

    @Test
    void bringsAllHostsToTheNewTokensAndShowsThem() {
        Settings settings = rig.settings(configured, DemoNetbird.ADMIN_TOKEN);
        days(6);
        MeshRoom one = rig.start(settings, clock);
        Rig.until("the writer", () -> one.progress().isWriter());
        MeshRoom other = rig.start(settings, clock);
        Rig.until("the rotation", () -> one.tokens().getFirst().rotated());
        Rig.until("the other host", () -> other.tokens().getFirst().rotated());
        assertThat(other.progress().isWriter()).isFalse();
        assertThat(one.tokens()).isEqualTo(other.tokens());
        assertThat(one.overview().findings().getFirst()).startsWith("a new network token");
        assertThat(made()).hasSize(1);
    }

    @Test
    void writesNothingWhileARestoredStateIsHeld() {
        days(6);
        rig.postgres.restored();
        MeshRoom room = rig.start(rig.settings(configured, DemoNetbird.ADMIN_TOKEN), clock);
        Rig.until("the writer", () -> room.progress().isWriter());
        Rig.until("a look", () -> room.tokens().getFirst().life().isPresent());
        assertThat(room.tokens().getFirst().rotated()).isFalse();
        assertThat(made()).isEmpty();
    }

    @Test
    void degradesTheHostWhereARoleIsWrong() {
        String wrong = rig.netbird.issueToken(serviceUser("auditor"), Duration.ofDays(90));
        MeshRoom room = rig.start(rig.settings(configured, wrong));
        Rig.until("it to be said", () -> room.health().detail().contains("auditor"));
        assertThat(room.health().detail())
                .contains("admin token (admin_token)", "it needs admin.", "Give it that role");
        assertThat(room.health().detail()).doesNotContain(wrong);
    }
}
