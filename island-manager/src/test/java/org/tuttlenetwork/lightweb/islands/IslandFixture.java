// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.persistence.testing.LaterClock;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Islands over a real PostgreSQL, with Zitadel and the mesh as their contracts say. */
abstract class IslandFixture {
    static final Caller OLIVIA = caller("olivia");
    static final Caller OMAR = caller("omar");
    static final Caller MIA = caller("mia");
    static final Caller ADA = new Caller(new UserId("ada"), Set.of(RoleKey.ADMINISTRATOR));
    static final Slug KITCHEN = new Slug("kitchen");
    static final int MOST_ISLANDS = 20;
    static final int MOST_MEMBERS = 30;
    static final IslandSettings SETTINGS =
            new IslandSettings(
                    new IslandLimits(
                            MOST_ISLANDS,
                            MOST_MEMBERS,
                            10,
                            Duration.ofHours(72),
                            3,
                            "islands.tuttle.internal"));
    static TestDatabase postgres;
    static Database database;
    FakeIdentity identity;
    FakeMesh mesh;
    LaterClock clock;
    IslandWriter writer;
    IslandService service;
    MemberService members;

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = TestDatabase.start(3);
        String entity = IslandStore.class.getPackageName() + ".IslandEntity";
        database = postgres.unit("islands", List.of(Class.forName(entity)), IslandService.class);
    }

    @AfterAll
    static void stopDatabase() {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        identity = new FakeIdentity(postgres, database);
        identity.know("olivia", "omar", "mia", "malik");
        mesh = new FakeMesh();
        clock = new LaterClock();
        writer = new IslandWriter(identity, identity, mesh, SETTINGS, clock);
        service = new IslandService(database, identity, identity, mesh, writer, SETTINGS, clock);
        members = new MemberService(database, identity, mesh, service, writer);
    }

    @AfterEach
    void clear() throws Exception {
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "truncate islands.slug, islands.code_miss cascade; drop schema fake cascade");
        }
    }

    IslandRecord make(Slug slug) {
        return create(OLIVIA, slug).island();
    }

    Pending create(Caller caller, Slug slug) {
        return service.create(caller, slug, "An island", new MemberRules.ServicesOnly(), "r");
    }

    /** Olivia's kitchen, with somebody in it. */
    IslandRecord kitchenWith(String login, MemberRole role) {
        IslandRecord island = make(KITCHEN);
        arrive("olivia");
        members.add(OLIVIA, "kitchen", login, role, "r");
        arrive(login);
        return island;
    }

    Alignment alignment() {
        return new Alignment(service, identity, database, postgres.brake(), SETTINGS, clock);
    }

    /** Zitadel confirms what was asked for, and the feed says so. */
    void arrive(String login) {
        identity.confirm();
        service.membershipChanged(FakeIdentity.user(login));
    }

    Member member(String login) {
        Optional<Member> found =
                members.members(OLIVIA, "kitchen").stream()
                        .filter(member -> member.person().loginName().equals(login))
                        .findFirst();
        return found.orElseThrow(() -> new AssertionError(login + " is not in the list"));
    }

    static Caller caller(String name) {
        return new Caller(new UserId(name), Set.of());
    }

    static void refused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LightWebException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    /** All at once; what failed. */
    static List<Throwable> concurrently(List<Callable<?>> calls) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Callable<?> call : calls) {
                running.add(threads.submit(call));
            }
            for (Future<?> one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }
        return failures;
    }
}
