// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the host's calls to Zitadel do, on the stand-in and on a real server alike: every object
 * carries the run's id and is removed again. A real server's lists follow its events after a moment
 * (DECISIONS 1.4), so what is read is waited for.
 */
abstract class ZitadelSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final String run =
            "run" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000000, 0xfffffff));
    final ZitadelHttp http = new ZitadelHttp(Duration.ofSeconds(15));
    private ZitadelClient client;
    private World world;

    /**
     * Where the suite works.
     *
     * @param issuer the server
     * @param key of a service user that may manage the project, and read users and events
     * @param project whose roles are made and granted
     * @param organization that owns it
     * @param person somebody without a grant in that project
     */
    record World(
            String issuer, ServiceKey key, String project, String organization, UserId person) {}

    /** Made for this run, as far as the server lets us. */
    abstract World begin();

    /** Removes what was made. */
    abstract void end(World world);

    /** Locks somebody, as an administrator would in Zitadel's console. */
    abstract void lock(World world, UserId person);

    @BeforeEach
    void connect() {
        world = begin();
        Issuer issuer = new Issuer(http, world.issuer());
        client =
                new ZitadelClient(
                        http, issuer, token(world), world.project(), world.organization());
    }

    ServiceToken token(World where) {
        return new ServiceToken(
                http, new Issuer(http, where.issuer()), where.key(), Clock.systemUTC());
    }

    @AfterEach
    void removeAll() {
        try {
            client.authorizationsOf(world.person())
                    .items()
                    .forEach(grant -> client.deleteAuthorization(grant.id()));
            roleKeys().forEach(client::removeProjectRole);
        } finally {
            end(world);
            http.close();
        }
    }

    private String role(String name) {
        return run + ":" + name;
    }

    @Test
    void makesARoleOnce() {
        assertThat(client.addProjectRole(role("a"), "A")).isPresent();
        assertThat(client.addProjectRole(role("a"), "A")).isEmpty();
        until(
                "the role is listed",
                () -> roleKeys().equals(List.of(role("a"))) && client.hasProjectRole(role("a")));
        assertThat(client.hasProjectRole(run)).as("its key is another").isFalse();
        client.removeProjectRole(role("a"));
        client.removeProjectRole(role("a"));
        until("the role is gone", () -> roleKeys().isEmpty() && !client.hasProjectRole(role("a")));
    }

    private List<String> roleKeys() {
        return client.projectRoles().items().stream()
                .map(ProjectRole::key)
                .filter(key -> key.startsWith(run))
                .toList();
    }

    @Test
    void makesChangesAndDeletesAGrant() {
        client.addProjectRole(role("a"), "A");
        client.addProjectRole(role("b"), "B");
        var made = client.createAuthorization(world.person(), List.of(role("a")));
        assertThatThrownBy(() -> client.createAuthorization(world.person(), List.of(role("a"))))
                .isInstanceOfSatisfying(
                        ZitadelException.class, e -> assertThat(e.isAlreadyExists()).isTrue());
        var changed = client.updateAuthorization(made.id(), List.of(role("a"), role("b")));
        until(
                "both roles are listed",
                () -> roles().equals(Set.of(role("a"), role("b"))) && isNewerThan(changed.at()));
        assertThat(client.authorizationsWith(role("b")).items())
                .extracting(Authorization::user)
                .containsExactly(world.person());
        assertThat(client.authorizationsWith(run).items()).as("of another key").isEmpty();
        assertThat(client.deleteAuthorization(made.id())).isPresent();
        client.deleteAuthorization(made.id());
        until("the grant is gone", () -> roles().isEmpty());
    }

    private Set<String> roles() {
        return client.authorizationsOf(world.person()).items().stream()
                .findFirst()
                .map(Authorization::roles)
                .orElse(Set.of());
    }

    private boolean isNewerThan(Instant at) {
        return client.authorizationsOf(world.person()).items().stream()
                .noneMatch(grant -> grant.changed().isBefore(at));
    }

    @Test
    void takesARemovedRoleOutOfGrants() {
        client.addProjectRole(role("a"), "A");
        client.addProjectRole(role("b"), "B");
        client.createAuthorization(world.person(), List.of(role("a"), role("b")));
        client.removeProjectRole(role("b"));
        until("one role is left", () -> roles().equals(Set.of(role("a"))));
    }

    @Test
    void tellsAnUnknownRoleByItsCode() {
        assertThatThrownBy(
                        () -> client.createAuthorization(world.person(), List.of(role("unknown"))))
                .isInstanceOfSatisfying(
                        ZitadelException.class,
                        e -> {
                            assertThat(e.isFailedPrecondition()).isTrue();
                            assertThat(e.isTransient()).isFalse();
                        });
    }

    @Test
    void findsAPersonAndNobodyElse() {
        until("the person is found", () -> client.user(world.person()).isPresent());
        assertThat(client.user(world.person()).orElseThrow().state().isUsable()).isTrue();
        assertThat(client.user(new UserId("999"))).isEmpty();
        assertThat(client.users(List.of(world.person(), new UserId("999"))).items())
                .extracting(ZitadelUser::id)
                .containsExactly(world.person());
    }

    @Test
    void readsAGrantFromTheEvents() {
        Instant before = Instant.now().minusSeconds(5);
        client.addProjectRole(role("a"), "A");
        var made = client.createAuthorization(world.person(), List.of(role("a")));
        until(
                "the event of the grant",
                () ->
                        client.eventsAfter(before).items().stream()
                                .filter(event -> event.aggregateId().equals(made.id()))
                                .anyMatch(
                                        event ->
                                                event.type().equals("user.grant.added")
                                                        && event.userId()
                                                                .equals(world.person().value())
                                                        && event.roleKeys().contains(role("a"))));
    }

    @Test
    void seesThatSomebodyIsLocked() {
        Instant before = Instant.now().minusSeconds(5);
        lock(world, world.person());
        until(
                "the person is locked",
                () ->
                        client.user(world.person())
                                .filter(user -> !user.state().isUsable())
                                .isPresent());
        until(
                "the event of the lock",
                () ->
                        client.eventsAfter(before).items().stream()
                                .anyMatch(
                                        event ->
                                                event.type().equals("user.locked")
                                                        && event.aggregateId()
                                                                .equals(world.person().value())));
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain: %s", what).isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
