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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The use cases over a real PostgreSQL, with as few connections as an island's write needs. */
class IslandServiceIT {
    private static final Caller OLIVIA = caller("olivia");
    private static final Caller OMAR = caller("omar");
    private static final Caller MIA = caller("mia");
    private static final Caller ADA = new Caller(new UserId("ada"), Set.of(RoleKey.ADMINISTRATOR));
    private static final Slug KITCHEN = new Slug("kitchen");

    private static TestDatabase postgres;
    private static Database database;

    private FakeIdentity identity;
    private FakeMesh mesh;
    private IslandService service;

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
        service = new IslandService(database, identity, identity, mesh, Clock.systemUTC());
    }

    @AfterEach
    void clear() throws Exception {
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate islands.slug cascade; drop schema fake cascade");
        }
    }

    @Test
    void makesAnIslandItsOwnerSeesOnceTheRoleIsConfirmed() {
        IslandRecord island = make(KITCHEN);
        assertThat(identity.asked())
                .containsExactly("define 5", "grant olivia island:kitchen:owner");
        assertThat(service.mine(OLIVIA.user())).isEmpty();
        assertThat(mesh.members(island)).isEmpty();

        arrive("olivia");
        assertThat(service.mine(OLIVIA.user())).containsExactly(island);
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        assertThat(service.mine(OMAR.user())).isEmpty();
    }

    @Test
    void changesNothingWhenTheIntentCannotBeStored() {
        identity.takesIntents = false;
        refused(ProblemType.UNAVAILABLE, () -> create(OLIVIA, KITCHEN));
        identity.takesIntents = true;
        assertThat(service.all(ADA, "", 10)).isEmpty();

        assertThat(make(KITCHEN).slug()).as("the slug was not lost").isEqualTo(KITCHEN);
    }

    @Test
    void makesNothingWhileZitadelCannotSayWhetherTheSlugIsInUse() {
        identity.zitadelAnswers = false;
        refused(ProblemType.UNAVAILABLE, () -> create(OLIVIA, KITCHEN));
        assertThat(service.all(ADA, "", 10)).isEmpty();
    }

    @Test
    void neverUsesASlugAgain() {
        make(KITCHEN);
        refused(ProblemType.CONFLICT, () -> create(OMAR, KITCHEN));
        arrive("olivia");
        service.dissolve(OLIVIA, "kitchen", "r");
        refused(ProblemType.CONFLICT, () -> create(OLIVIA, KITCHEN));
    }

    @Test
    void letsOneOfTwoTakeASlugAtTheSameMoment() throws Exception {
        List<Throwable> failures =
                concurrently(List.of(() -> create(OLIVIA, KITCHEN), () -> create(OMAR, KITCHEN)));
        assertThat(failures).hasSize(1);
        assertThat(((LightWebException) failures.getFirst()).type())
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(service.all(ADA, "", 10)).hasSize(1);
    }

    @Test
    void countsTheIslandsOfOnePersonAlsoWhenTheyComeAtOnce() throws Exception {
        List<Callable<?>> many = new ArrayList<>();
        IntStream.range(0, IslandService.MOST_PER_PERSON + 6)
                .forEach(i -> many.add(() -> create(OLIVIA, new Slug("isle-" + i))));
        assertThat(concurrently(many)).hasSize(6);
        assertThat(service.all(ADA, "", 50)).hasSize(IslandService.MOST_PER_PERSON);
    }

    @Test
    void masksARemovalInTheMeshAtOnce() {
        IslandRecord island = kitchenWith("omar", MemberRole.MEMBER);
        assertThat(mesh.members(island)).containsExactlyInAnyOrder(OLIVIA.user(), OMAR.user());

        service.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        assertThat(service.mine(OMAR.user())).isEmpty();
        assertThat(identity.asked()).contains("revoke omar island:kitchen:member");
        refused(
                ProblemType.NOT_FOUND,
                () -> service.remove(OLIVIA, "kitchen", OMAR.user(), "again"));
    }

    @Test
    void showsWhoIsOnTheWayAndLetsThemBeTakenBackBeforeTheyArrive() {
        make(KITCHEN);
        arrive("olivia");
        UUID operation = service.add(OLIVIA, "kitchen", "omar", MemberRole.ADMIN, "r").operation();
        assertThat(member("omar").role()).isEqualTo(MemberRole.ADMIN);
        assertThat(member("omar").pending()).contains(operation);
        assertThat(member("omar").addedBy()).contains(OLIVIA.user());

        service.remove(OLIVIA, "kitchen", OMAR.user(), "r");
        assertThat(identity.asked()).contains("revoke omar island:kitchen:admin");
        arrive("omar");
        assertThat(service.members(OLIVIA, "kitchen"))
                .extracting(member -> member.person().id())
                .containsExactly(OLIVIA.user());
    }

    @Test
    void forgetsThatSomebodyWasOnTheWayOnceTheyArrived() {
        kitchenWith("omar", MemberRole.MEMBER);
        assertThat(member("omar").pending()).isEmpty();
        identity.takeAway("omar");
        service.membershipChanged(OMAR.user());
        assertThat(service.members(OLIVIA, "kitchen")).hasSize(1);

        service.add(OLIVIA, "kitchen", "mia", MemberRole.ADMIN, "r");
        arrive("mia");
        service.add(MIA, "kitchen", "omar", MemberRole.MEMBER, "r");
        assertThat(member("omar").addedBy()).as("who added them last").contains(MIA.user());
    }

    @Test
    void followsARoleThatZitadelTookAway() {
        IslandRecord island = kitchenWith("omar", MemberRole.MEMBER);
        identity.takeAway("omar");
        service.membershipChanged(OMAR.user());
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @Test
    void keepsTheLastOwner() {
        make(KITCHEN);
        arrive("olivia");
        refused(ProblemType.CONFLICT, () -> service.remove(OLIVIA, "kitchen", OLIVIA.user(), "r"));
    }

    @Test
    void keepsOneOfTwoOwnersWhoLeaveAtTheSameMoment() throws Exception {
        IslandRecord island = kitchenWith("omar", MemberRole.OWNER);
        List<Throwable> failures =
                concurrently(
                        List.of(
                                () -> service.remove(OLIVIA, "kitchen", OLIVIA.user(), "r"),
                                () -> service.remove(OMAR, "kitchen", OMAR.user(), "r")));
        assertThat(failures).hasSize(1);
        assertThat(((LightWebException) failures.getFirst()).type())
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(mesh.members(island)).hasSize(1);
    }

    @Test
    void needsOneConnectionForEachWriteHoweverManyWriteAtOnce() throws Exception {
        IslandRecord island = make(KITCHEN);
        List<String> many = IntStream.range(0, 12).mapToObj(i -> "guest" + i).toList();
        identity.know(many.toArray(String[]::new));
        arrive("olivia");
        many.forEach(login -> service.add(OLIVIA, "kitchen", login, MemberRole.GUEST, "r"));
        many.forEach(this::arrive);
        assertThat(mesh.members(island)).hasSize(13);

        List<Callable<?>> removals = new ArrayList<>();
        for (String login : many) {
            UserId user = FakeIdentity.user(login);
            removals.add(() -> service.remove(OLIVIA, "kitchen", user, "r"));
            removals.add(
                    () -> {
                        service.membershipChanged(user);
                        return user;
                    });
        }
        assertThat(concurrently(removals)).isEmpty();
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @Test
    void dissolvesWithAllItsRolesAndTellsNobodyElse() {
        IslandRecord island = kitchenWith("omar", MemberRole.ADMIN);
        refused(ProblemType.FORBIDDEN, () -> service.dissolve(OMAR, "kitchen", "r"));
        refused(ProblemType.FORBIDDEN, () -> service.dissolve(ADA, "kitchen", "r"));
        refused(ProblemType.NOT_FOUND, () -> service.dissolve(MIA, "kitchen", "r"));

        service.dissolve(OLIVIA, "kitchen", "r");
        assertThat(mesh.knows(island)).isFalse();
        assertThat(identity.asked()).contains("remove 5");
        assertThat(service.mine(OMAR.user())).isEmpty();
        refused(ProblemType.NOT_FOUND, () -> service.visible(OLIVIA, "kitchen"));
        refused(ProblemType.NOT_FOUND, () -> service.dissolve(OLIVIA, "kitchen", "again"));
    }

    @ParameterizedTest
    @EnumSource(MemberRole.class)
    void givesAndTakesOnlyWhatItsRoleAllows(MemberRole own) {
        kitchenWith("omar", own);
        for (MemberRole other : MemberRole.values()) {
            String login = "guest-" + other.key();
            identity.know(login);
            UserId user = FakeIdentity.user(login);
            if (own.mayManage(other)) {
                service.add(OMAR, "kitchen", login, other, "r");
                arrive(login);
                service.remove(OMAR, "kitchen", user, "r");
            } else {
                refused(
                        ProblemType.FORBIDDEN,
                        () -> service.add(OMAR, "kitchen", login, other, "r"));
                service.add(OLIVIA, "kitchen", login, other, "r");
                arrive(login);
                refused(ProblemType.FORBIDDEN, () -> service.remove(OMAR, "kitchen", user, "r"));
            }
        }
        assertThat(service.members(OMAR, "kitchen")).isNotEmpty();
    }

    @Test
    void isNotThereForWhoIsNoMember() {
        kitchenWith("omar", MemberRole.MEMBER);
        refused(ProblemType.NOT_FOUND, () -> service.visible(MIA, "kitchen"));
        refused(ProblemType.NOT_FOUND, () -> service.members(MIA, "kitchen"));
        refused(ProblemType.NOT_FOUND, () -> service.members(ADA, "kitchen"));
        refused(
                ProblemType.NOT_FOUND,
                () -> service.add(MIA, "kitchen", "malik", MemberRole.GUEST, "r"));
        refused(ProblemType.NOT_FOUND, () -> service.remove(MIA, "kitchen", OMAR.user(), "r"));
        refused(ProblemType.FORBIDDEN, () -> service.all(MIA, "", 10));
        assertThat(service.visible(ADA, "kitchen").slug()).isEqualTo(KITCHEN);
    }

    @Test
    void refusesSomebodyWhoHasTheRoleOrIsUnknown() {
        kitchenWith("omar", MemberRole.MEMBER);
        refused(
                ProblemType.CONFLICT,
                () -> service.add(OLIVIA, "kitchen", "omar", MemberRole.MEMBER, "r"));
        assertThatThrownBy(() -> service.add(OLIVIA, "kitchen", "nobody", MemberRole.MEMBER, "r"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.fields().getFirst().field()).isEqualTo("login"));
    }

    @Test
    void takesBackEveryRoleThatWasAskedForAndNotOnlyTheLast() {
        kitchenWith("malik", MemberRole.MEMBER);
        service.add(OLIVIA, "kitchen", "mia", MemberRole.MEMBER, "r");
        service.add(OLIVIA, "kitchen", "mia", MemberRole.ADMIN, "r");
        service.remove(OLIVIA, "kitchen", new UserId("mia"), "r");
        service.add(OLIVIA, "kitchen", "malik", MemberRole.ADMIN, "r");
        service.membershipChanged(new UserId("malik"));
        service.remove(OLIVIA, "kitchen", new UserId("malik"), "r");
        identity.confirm();
        assertThat(identity.roles(new UserId("mia"))).isEmpty();
        assertThat(identity.roles(new UserId("malik"))).as("with a promotion open").isEmpty();
    }

    @Test
    void seesByItselfWhatTheFeedDoesNotTellAnyMore() {
        IslandRecord island = kitchenWith("mia", MemberRole.MEMBER);
        Alignment alignment = new Alignment(service, identity, database);
        identity.takeAway("mia");
        assertThat(mesh.members(island)).contains(new UserId("mia"));
        alignment.run();
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        identity.takeAway("olivia");
        alignment.run();
        assertThat(mesh.members(island)).isEmpty();
    }

    @Test
    void pagesThroughMoreThanTwoHundredIslands() {
        IntStream.range(0, 210)
                .forEach(
                        i -> create(caller("maker-" + i / 20), new Slug("isle-%03d".formatted(i))));
        List<String> slugs = new ArrayList<>();
        String after = "";
        for (List<IslandRecord> page = service.all(ADA, after, 100);
                !page.isEmpty();
                page = service.all(ADA, after, 100)) {
            page.forEach(island -> slugs.add(island.slug().value()));
            after = slugs.getLast();
        }
        assertThat(slugs).hasSize(210).doesNotHaveDuplicates().isSorted();
    }

    private IslandRecord make(Slug slug) {
        return create(OLIVIA, slug).island();
    }

    private Pending create(Caller caller, Slug slug) {
        return service.create(caller, slug, "An island", new MemberRules.ServicesOnly(), "r");
    }

    /** Olivia's kitchen, with somebody in it. */
    private IslandRecord kitchenWith(String login, MemberRole role) {
        IslandRecord island = make(KITCHEN);
        arrive("olivia");
        service.add(OLIVIA, "kitchen", login, role, "r");
        arrive(login);
        return island;
    }

    /** Zitadel confirms what was asked for, and the feed says so. */
    private void arrive(String login) {
        identity.confirm();
        service.membershipChanged(FakeIdentity.user(login));
    }

    private Member member(String login) {
        Optional<Member> found =
                service.members(OLIVIA, "kitchen").stream()
                        .filter(member -> member.person().loginName().equals(login))
                        .findFirst();
        return found.orElseThrow(() -> new AssertionError(login + " is not in the list"));
    }

    private static Caller caller(String name) {
        return new Caller(new UserId(name), Set.of());
    }

    private static void refused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LightWebException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    /** All at once; what failed. */
    private static List<Throwable> concurrently(List<Callable<?>> calls) throws Exception {
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
