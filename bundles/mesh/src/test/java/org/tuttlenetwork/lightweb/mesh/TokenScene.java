// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUserTokens;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;
import org.tuttlenetwork.lightweb.mesh.store.FindingStore;
import org.tuttlenetwork.lightweb.mesh.store.TokenStore;
import org.tuttlenetwork.lightweb.mesh.token.Rotation;
import org.tuttlenetwork.lightweb.mesh.token.TokenInUse;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote.Kind;
import org.tuttlenetwork.lightweb.mesh.token.TokenRecords;
import org.tuttlenetwork.lightweb.mesh.token.TokenWatch;
import org.tuttlenetwork.lightweb.mesh.writer.NotTheWriterException;

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

/** Hosts that each have a network token in use, and a NetBird whose days pass by hand. */
abstract class TokenScene {
    static final String USER = DemoNetbird.NETWORK_ADMIN_USER;
    static final String TOKENS = "/api/users/" + USER + "/tokens";

    private final List<Host> hosts = new ArrayList<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    Rig rig;
    String configured;

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
    final class Host {
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

    List<JsonNode> listed(String user) {
        JsonNode all = rig.netbird.edit("GET", "/api/users/" + user + "/tokens", null);
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    /** Those that hosts made, by NetBird's id. */
    List<String> made() {
        return listed(USER).stream()
                .filter(token -> token.path("name").asText().startsWith("LightWeb network [lw:"))
                .map(token -> token.path("id").asText())
                .toList();
    }

    void delete(String id) {
        rig.netbird.edit("DELETE", TOKENS + "/" + id, null);
    }

    void days(long days) {
        now = now.plus(Duration.ofDays(days));
    }

    long posts() {
        return rig.writes().stream().filter(call -> call.method().equals("POST")).count();
    }

    List<String> journal() {
        JournalQuery newest =
                new JournalQuery(JournalNote.SYSTEM, JournalFilter.ALL, Long.MAX_VALUE, 50);
        return rig.postgres.journal().read(newest).stream()
                .map(JournalEntry::note)
                .map(note -> note.action() + " " + note.object())
                .toList()
                .reversed();
    }

    String rows() {
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

    void requireNothingTold(String token) {
        assertThat(rows()).doesNotContain(token);
        assertThat(journal().toString()).doesNotContain(token);
        assertThat(
                        rig.database()
                                .read(tx -> new FindingStore().page(tx, Long.MAX_VALUE, 50))
                                .toString())
                .doesNotContain(token);
    }

    String serviceUser(String role) {
        JsonNode user =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "another")
                        .put("role", role)
                        .put("is_service_user", true)
                        .set("auto_groups", JsonNodeFactory.instance.arrayNode());
        return rig.netbird.edit("POST", "/api/users", user).path("id").asText();
    }
}
