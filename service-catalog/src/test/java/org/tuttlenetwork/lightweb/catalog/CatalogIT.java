// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.island.Island;
import org.tuttlenetwork.lightweb.api.island.IslandOffers.Offered;
import org.tuttlenetwork.lightweb.api.island.Islands;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.catalog.store.InstanceStore;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Placing, taking away and finding services over a real PostgreSQL. */
class CatalogIT {
    private static final Caller ADA = new Caller(new UserId("ada"), Set.of(RoleKey.ADMINISTRATOR));
    private static final Caller MIA = new Caller(new UserId("mia"), Set.of());
    private static final UserId NORA = new UserId("nora");
    private static final ServiceType CALL =
            new ServiceType(
                    "org.example.call",
                    "1",
                    ServiceType.Kind.VIDEO_CALL,
                    Map.of("en", "Call"),
                    Map.of("en", "Talk"),
                    "MIT",
                    "",
                    List.of(new ServiceType.Endpoint("web", ServiceType.Protocol.HTTPS, 443, "/")),
                    List.of(),
                    new byte[0]);

    private static TestDatabase postgres;
    private static Database database;

    private final FakeIslands islands = new FakeIslands();
    private final FakeMesh mesh = new FakeMesh();
    private List<ServiceType> types = List.of(CALL);
    private Catalog catalog;

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = TestDatabase.start(2);
        String entity = InstanceStore.class.getPackageName() + ".InstanceEntity";
        database = postgres.unit("catalog", List.of(Class.forName(entity)), Catalog.class);
    }

    @AfterAll
    static void stopDatabase() {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate catalog.instance");
        }
        islands.add("kitchen", MIA.user());
        catalog =
                new Catalog(
                        "tuttle.internal",
                        database,
                        islands,
                        mesh,
                        () -> types,
                        new NothingKept(),
                        Clock.systemUTC());
    }

    @Test
    void showsEverybodyExactlyWhatTheyMayReach() {
        islands.add("attic", NORA);
        Instance everywhere = place("chat", null);
        Instance kitchen = place("chat", "kitchen");
        place("chat", "attic");
        assertThat(reachable(MIA.user())).containsExactlyInAnyOrder(everywhere.id(), kitchen.id());
        assertThat(reachable(new UserId("stranger"))).containsExactly(everywhere.id());
        assertThat(catalog.offers(MIA.user()))
                .extracting(Catalog.Offer::domain)
                .containsExactly("chat.tuttle.internal", "chat.kitchen.tuttle.internal");

        islands.leave("kitchen", MIA.user());
        assertThat(reachable(MIA.user())).containsExactly(everywhere.id());
    }

    @Test
    void hidesAServiceWhoseTypeIsAwayAndShowsItAgain() {
        Instance placed = place("chat", null);
        types = List.of();
        assertThat(reachable(MIA.user())).isEmpty();
        types = List.of(CALL);
        assertThat(reachable(MIA.user())).containsExactly(placed.id());
    }

    @Test
    void tellsWhoIsInvitedWhatAnIslandOffers() {
        place("chat", null);
        place("chat", "kitchen");
        CatalogOffers offers = new CatalogOffers(database, () -> types);
        UUID kitchen = islands.bySlug("kitchen").orElseThrow().id();
        assertThat(offers.on(kitchen, Locale.FRENCH)).containsExactly(new Offered("Chat", "Call"));
        types = List.of();
        assertThat(offers.on(kitchen, Locale.FRENCH)).isEmpty();
    }

    @Test
    void opensTheServiceToTheMembersOfItsIslandOnly() {
        Instance kitchen = place("chat", "kitchen");
        assertThat(mesh.of(kitchen).policies())
                .allSatisfy(
                        policy ->
                                assertThat(policy.source())
                                        .isEqualTo(
                                                islands.bySlug("kitchen").orElseThrow().members()));
        catalog.remove(ADA, kitchen.id());
        assertThat(mesh.names()).isEmpty();
        assertThat(reachable(MIA.user())).isEmpty();
        refused(ProblemType.NOT_FOUND, () -> catalog.remove(ADA, kitchen.id()));
    }

    @Test
    void goesWithItsIsland() {
        Instance kitchen = place("chat", "kitchen");
        Instance everywhere = place("chat", null);
        UUID gone = kitchen.island().orElseThrow();
        catalog.islandChanged(gone);
        assertThat(mesh.names()).as("a change that is no end changes nothing").hasSize(2);

        islands.dissolve("kitchen");
        catalog.islandChanged(gone);
        catalog.islandChanged(gone);
        assertThat(catalog.page(ADA, Optional.empty(), 10))
                .extracting(Instance::id)
                .containsExactly(everywhere.id());
        assertThat(mesh.names()).hasSize(1);
    }

    @Test
    void leavesNothingOnAnIslandThatIsDissolvedMeanwhile() {
        islands.dissolveAfterLookup = true;
        refusedAt("island", () -> place("chat", "kitchen"));
        assertThat(catalog.page(ADA, Optional.empty(), 10)).isEmpty();
        assertThat(mesh.names()).isEmpty();
    }

    @Test
    void givesANameInOnePlaceOnceAlsoToManyAtOnce() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(threads.submit(() -> place("chat", "kitchen")));
            }
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }
        assertThat(failures)
                .hasSize(5)
                .allSatisfy(
                        failure ->
                                assertThat(((LightWebException) failure).type())
                                        .isEqualTo(ProblemType.CONFLICT));
        assertThat(place("chat", null).name()).as("another place").isEqualTo("chat");
    }

    @Test
    void letsOnlyAdministratorsPlace() {
        Catalog.Order order = order("chat", "core-services", Optional.empty());
        refused(ProblemType.FORBIDDEN, () -> catalog.place(MIA, order));
        refused(ProblemType.FORBIDDEN, () -> catalog.page(MIA, Optional.empty(), 10));
        refused(ProblemType.FORBIDDEN, () -> catalog.remove(MIA, UUID.randomUUID()));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        refusedAt("name", () -> place("-chat", null));
        refusedAt("name", () -> place("a", null));
        refusedAt("name", () -> place("a".repeat(41), null));
        refusedAt("island", () -> place("chat", "nowhere"));
        refusedAt(
                "peer",
                () -> catalog.place(ADA, order("chat", "no-such-machine", Optional.empty())));
        types = List.of();
        refusedAt("type", () -> place("chat", null));
    }

    @Test
    void saysHowManyInstancesWouldNoticeAChangeOfTheirType() {
        CatalogUse use =
                new CatalogUse(
                        database,
                        feature -> feature.value().equals("call") ? List.of(CALL) : List.of());
        FeatureId call = new FeatureId("call");
        assertThat(use.noticedBy(call, Locale.ENGLISH)).isEmpty();

        islands.add("attic", NORA);
        place("chat", "kitchen");
        assertThat(use.noticedBy(call, Locale.ENGLISH))
                .containsExactly("One instance of Call on one island would notice.");
        place("chat", "attic");
        place("other", "attic");
        assertThat(use.noticedBy(call, Locale.ENGLISH))
                .containsExactly("3 instances of Call on 2 islands would notice.");
        assertThat(use.noticedBy(call, Locale.FRENCH))
                .containsExactly("3 instances de Call sur 2 îles le remarqueraient.");
        place("chat", null);
        assertThat(use.noticedBy(call, Locale.ENGLISH))
                .containsExactly(
                        "4 instances of Call, offered to the whole network and on 2 islands,"
                                + " would notice.");
        assertThat(use.noticedBy(new FeatureId("other"), Locale.ENGLISH)).isEmpty();
    }

    @Test
    void saysThatWhatIsOfferedToEverybodyWouldNotice() {
        place("chat", null);
        CatalogUse use = new CatalogUse(database, _ -> List.of(CALL));
        FeatureId call = new FeatureId("call");
        assertThat(use.noticedBy(call, Locale.ENGLISH))
                .containsExactly(
                        "One instance of Call, offered to the whole network, would notice.");
        assertThat(use.noticedBy(call, Locale.FRENCH))
                .containsExactly(
                        "Une instance de Call, offerte à tout le réseau, le remarquerait.");
    }

    @Test
    void pagesThroughMoreThanTwoHundred() {
        for (int i = 0; i < 205; i++) {
            place("chat-" + i, null);
        }
        List<UUID> ids = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        for (List<Instance> page = catalog.page(ADA, after, 100);
                !page.isEmpty();
                page = catalog.page(ADA, after, 100)) {
            page.forEach(instance -> ids.add(instance.id()));
            after = Optional.of(ids.getLast());
        }
        assertThat(ids).hasSize(205).doesNotHaveDuplicates();
    }

    private Instance place(String name, String island) {
        return catalog.place(ADA, order(name, "core-services", Optional.ofNullable(island)));
    }

    private static Catalog.Order order(String name, String peer, Optional<String> island) {
        return new Catalog.Order(CALL.id(), name, "Chat", peer, island);
    }

    private List<UUID> reachable(UserId user) {
        return catalog.offers(user).stream().map(offer -> offer.instance().id()).toList();
    }

    private static void refused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LightWebException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    private static void refusedAt(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(ProblemType.INVALID);
                            assertThat(e.fields().getFirst().field()).isEqualTo(field);
                        });
    }

    /** Islands as the interface says, in memory. */
    private static final class FakeIslands implements Islands {
        private final Map<String, Island> bySlug = new HashMap<>();
        private final Map<String, Set<UserId>> members = new HashMap<>();
        boolean dissolveAfterLookup;

        void add(String slug, UserId... users) {
            UUID id = UUID.randomUUID();
            bySlug.put(
                    slug,
                    new Island(
                            id,
                            slug,
                            slug,
                            new GroupRef.Declared("islands", "island-" + id, "members")));
            members.put(slug, new java.util.HashSet<>(Set.of(users)));
        }

        void leave(String slug, UserId user) {
            members.get(slug).remove(user);
        }

        void dissolve(String slug) {
            bySlug.remove(slug);
        }

        @Override
        public Optional<Island> find(UUID id) {
            return bySlug.values().stream().filter(island -> island.id().equals(id)).findFirst();
        }

        @Override
        public Optional<Island> bySlug(String slug) {
            Optional<Island> found = Optional.ofNullable(bySlug.get(slug));
            if (dissolveAfterLookup) {
                dissolve(slug);
            }
            return found;
        }

        @Override
        public List<Island> of(UserId user) {
            return bySlug.values().stream()
                    .filter(island -> members.get(island.slug()).contains(user))
                    .toList();
        }
    }
}
