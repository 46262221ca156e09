// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feed.Derived;
import org.tuttlenetwork.lightweb.api.feed.DerivedValues;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.island.Island;
import org.tuttlenetwork.lightweb.api.island.Islands;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.catalog.Instance.OnIsland;
import org.tuttlenetwork.lightweb.catalog.Instance.Place;
import org.tuttlenetwork.lightweb.catalog.Instance.WholeNetwork;
import org.tuttlenetwork.lightweb.catalog.store.InstanceStore;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The use cases of the catalogue: place an instance, take it away, see what one may reach. */
@Component(service = Catalog.class, configurationPid = "lightweb.catalog")
@Designate(ocd = CatalogConfig.class)
public final class Catalog {
    /**
     * Entries of the change feed; key = instance id, payload names the island's slug where it is on
     * one.
     */
    public static final String TOPIC = "catalog.instance";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](-?[a-z0-9])*");
    private static final Pattern SUFFIX = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");

    private final Database database;
    private final Islands islands;
    private final Mesh mesh;
    private final Supplier<List<ServiceType>> types;
    private final Clock clock;
    private final Derived<UserId, List<Reachable>> reachable;
    private final String suffix;
    private final InstanceStore store = new InstanceStore();

    @Activate
    public Catalog(
            CatalogConfig config,
            @Reference Database database,
            @Reference Islands islands,
            @Reference Mesh mesh,
            @Reference ServiceTypes types,
            @Reference DerivedValues derived) {
        this(config.dns__suffix(), database, islands, mesh, types::all, derived, Clock.systemUTC());
    }

    Catalog(
            String suffix,
            Database database,
            Islands islands,
            Mesh mesh,
            Supplier<List<ServiceType>> types,
            DerivedValues derived,
            Clock clock) {
        if (!SUFFIX.matcher(suffix).matches()) {
            throw new IllegalArgumentException(
                    "etc/lightweb.catalog.cfg: dns_suffix: lower-case labels with dots, not "
                            + suffix);
        }
        this.suffix = suffix;
        this.database = database;
        this.islands = islands;
        this.mesh = mesh;
        this.types = types;
        this.clock = clock;
        this.reachable =
                derived.derive(
                        Set.of(TOPIC, Islands.TOPIC, Directory.MEMBERSHIP_TOPIC, Mesh.TOPIC),
                        this::read);
    }

    /** All service types, by id. */
    public List<ServiceType> types() {
        return types.get();
    }

    /**
     * Places an instance. Only an administrator may.
     *
     * @param order what is to be placed where
     * @throws LightWebException INVALID for an unknown type, peer or island or a wrong name;
     *     CONFLICT for a name taken there
     */
    public Instance place(Caller caller, Order order) {
        requireAdministrator(caller);
        ServiceType type =
                type(order.typeId())
                        .orElseThrow(
                                () ->
                                        LightWebException.invalid(
                                                "type",
                                                "one of "
                                                        + types.get().stream()
                                                                .map(ServiceType::id)
                                                                .toList()));
        requireName(order);
        MeshDevice machine = machine(order.peer());
        Optional<Island> island = island(order.island());
        Place place =
                island.<Place>map(found -> new OnIsland(found.id(), found.slug()))
                        .orElseGet(WholeNetwork::new);
        GroupRef users = island.map(Island::members).orElseGet(() -> new GroupRef.Foreign("All"));
        Instance instance =
                new Instance(
                        Ids.next(clock),
                        type.id(),
                        order.name(),
                        order.title().strip(),
                        order.peer(),
                        place,
                        caller.user(),
                        clock.instant());
        database.write(
                transaction -> {
                    if (store.isTaken(transaction, instance.name(), instance.island())) {
                        throw LightWebException.conflict(
                                        "There is a service of this name in this place. Choose"
                                                + " another. Nothing was changed.")
                                .because("service-name-taken");
                    }
                    store.add(transaction, instance);
                    mesh.declare(
                            transaction,
                            InstanceFragment.of(
                                    instance,
                                    type,
                                    users,
                                    Optional.of(machine.address()),
                                    instance.domain(suffix)));
                    publish(transaction, instance);
                    return instance;
                });
        requireStillThere(instance);
        return instance;
    }

    /**
     * Where the island was dissolved meanwhile, the feed told of it before there was an instance.
     */
    private void requireStillThere(Instance instance) {
        if (instance.island().filter(island -> islands.find(island).isEmpty()).isPresent()) {
            instance.island().ifPresent(this::islandChanged);
            throw noIsland();
        }
    }

    /** Takes an instance out of the catalogue and the mesh; the server itself is not touched. */
    public void remove(Caller caller, UUID id) {
        requireAdministrator(caller);
        database.write(
                transaction -> {
                    Instance instance = store.find(transaction, id).orElseThrow(Catalog::unknown);
                    take(transaction, instance);
                    return instance;
                });
    }

    /**
     * Instances in the order of their ids: for administrators.
     *
     * @param after the last id of the page before; empty for the first
     */
    public List<Instance> page(Caller caller, Optional<UUID> after, int limit) {
        requireAdministrator(caller);
        return database.read(tx -> store.page(tx, after.orElse(new UUID(0, 0)), limit));
    }

    /**
     * Exactly what somebody may reach: on the whole network, and on the islands that they are
     * effective members of.
     */
    public List<Offer> offers(UserId user) {
        return reachable.of(user).stream()
                .flatMap(found -> type(found.instance.typeId()).map(found::offer).stream())
                .toList();
    }

    /** What somebody may reach, whether its type is there or not, in the order of an offer. */
    private List<Reachable> read(UserId user) {
        Map<UUID, Island> own = new HashMap<>();
        islands.of(user).forEach(island -> own.put(island.id(), island));
        return database.read(tx -> store.reachable(tx, own.keySet())).stream()
                .map(
                        instance ->
                                new Reachable(
                                        instance,
                                        instance.island().map(own::get),
                                        instance.domain(suffix),
                                        mesh.state(InstanceFragment.name(instance.id()))))
                .sorted(
                        Comparator.comparing(
                                        (Reachable found) ->
                                                found.island.map(Island::name).orElse(""))
                                .thenComparing(found -> found.instance.title()))
                .toList();
    }

    private record Reachable(
            Instance instance, Optional<Island> island, String domain, FragmentState state) {
        Offer offer(ServiceType type) {
            return new Offer(instance, type, island, domain, state);
        }
    }

    private Optional<ServiceType> type(String id) {
        return types().stream().filter(type -> type.id().equals(id)).findFirst();
    }

    /** Takes the instances of an island away that is gone. */
    void islandChanged(UUID island) {
        if (islands.find(island).isPresent()) {
            return;
        }
        database.write(
                transaction -> {
                    List<Instance> orphans = store.on(transaction, island);
                    orphans.forEach(instance -> take(transaction, instance));
                    return orphans.size();
                });
    }

    private void take(Transaction transaction, Instance instance) {
        store.remove(transaction, instance.id());
        mesh.withdraw(transaction, InstanceFragment.name(instance.id()));
        publish(transaction, instance);
    }

    private static void publish(Transaction transaction, Instance instance) {
        String slug = instance.place() instanceof OnIsland(UUID _, String island) ? island : "";
        transaction.publish(TOPIC, instance.id().toString(), "{\"island\":\"" + slug + "\"}");
    }

    private Optional<Island> island(Optional<String> slug) {
        return slug.map(value -> islands.bySlug(value).orElseThrow(Catalog::noIsland));
    }

    private static LightWebException noIsland() {
        return LightWebException.invalid("island", "there is no such island");
    }

    private MeshDevice machine(String peer) {
        List<MeshDevice> named =
                mesh.machines().stream().filter(machine -> machine.name().equals(peer)).toList();
        // Of two of one name nobody can say which is meant.
        return (named.size() == 1 ? named.stream() : Stream.<MeshDevice>empty())
                .findFirst()
                .orElseThrow(
                        () ->
                                LightWebException.invalid(
                                        "peer",
                                        "the name of a machine in the mesh: "
                                                + mesh.machines().stream()
                                                        .map(MeshDevice::name)
                                                        .sorted()
                                                        .toList()));
    }

    private static void requireName(Order order) {
        String name = order.name();
        if (name.length() < 2 || name.length() > 40 || !LABEL.matcher(name).matches()) {
            throw LightWebException.invalid("name", "2 to 40 of a-z, 0-9 and single dashes inside");
        }
        String title = order.title().strip();
        if (title.isEmpty()
                || title.length() > 80
                || title.chars().anyMatch(Character::isISOControl)) {
            throw LightWebException.invalid(
                    "title", "1 to 80 characters without control characters");
        }
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.isAdministrator()) {
            throw LightWebException.forbidden("Only an administrator places services.");
        }
    }

    private static LightWebException unknown() {
        return LightWebException.notFound("There is no such instance.").because("no-instance");
    }

    /**
     * What is to be placed.
     *
     * @param typeId the service type
     * @param name its DNS label
     * @param title shown to people
     * @param peer the machine that it runs on
     * @param island the island's slug; empty for the whole network
     */
    public record Order(
            String typeId, String name, String title, String peer, Optional<String> island) {}

    /**
     * Something that a user may reach.
     *
     * @param island where it is offered; empty for the whole network
     * @param domain its name in the mesh
     * @param mesh how far the mesh is
     */
    public record Offer(
            Instance instance,
            ServiceType type,
            Optional<Island> island,
            String domain,
            FragmentState mesh) {}
}
