// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.glassfish.jersey.server.model.ModelValidationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.PluginBoundary;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.contribution.Contributions;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiFragment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Turns resources that come and go into applications. A new generation is built before the old one
 * goes; requests in the old one end there. Removing waits until no request is inside the removed
 * resource any more.
 */
public final class ResourceRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceRegistry.class);
    private static final long DEBOUNCE_MILLIS = 5;

    private final Contributions<Resource> contributions;
    private final GenerationBuilder builder;
    private final Duration drain;
    private final RevisionFilter.Subscription subscription;
    private final ScheduledExecutorService debouncer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lightweb-web-registry").factory());
    private final Object lock = new Object();

    // Guarded by the lock.
    private final Map<ApplicationKey, Generation> current = new HashMap<>();
    private final Map<ApplicationKey, Failure> failures = new HashMap<>();
    private final Map<ApplicationKey, Set<String>> refusals = new HashMap<>();
    private final Map<ApplicationKey, Generation> prepared = new HashMap<>();
    private final Claims claims = new Claims();

    private final Set<Generation> retired = ConcurrentHashMap.newKeySet();
    private volatile Routes routes = Routes.NONE;
    private volatile Health health = Health.working();
    private volatile long version;

    /** A set of resources that could not be built: it is not tried again until it is another. */
    private record Failure(List<Contribution<Resource>> resources, String text) {}

    /**
     * @param drain how long a removal waits for requests inside
     */
    ResourceRegistry(RevisionFilter filter, GenerationBuilder builder, Duration drain) {
        this.contributions = new Contributions<>(filter);
        this.builder = builder;
        this.drain = drain;
        this.subscription = filter.onChange(this::refresh);
    }

    /** Adds a resource: it is served some milliseconds later. */
    public void add(Contribution<Resource> contribution) {
        contributions.add(contribution);
        var scheduled = debouncer.schedule(this::refresh, DEBOUNCE_MILLIS, TimeUnit.MILLISECONDS);
        LOG.trace("Refresh in {} ms: {}", DEBOUNCE_MILLIS, scheduled);
    }

    /**
     * Builds beforehand what would be served if the resources of some withheld bundles were the
     * active ones of their features, so that switching to them takes no time.
     *
     * @return what cannot be served of them, and why; empty where all can
     */
    List<String> prepare(Collection<Long> bundleIds) {
        List<String> wrong = new ArrayList<>();
        synchronized (lock) {
            Map<ApplicationKey, List<Contribution<Resource>>> future =
                    grouped(
                            contributions.all().stream()
                                    .filter(c -> bundleIds.contains(c.bundleId()))
                                    .toList());
            future.forEach((key, resources) -> wrong.addAll(prepare(key, resources)));
        }
        return wrong;
    }

    private List<String> prepare(ApplicationKey key, List<Contribution<Resource>> resources) {
        List<String> refused =
                resources.stream()
                        .flatMap(c -> claims.refusal(key, c.service().getClass()).stream())
                        .toList();
        Generation known = prepared.getOrDefault(key, current.get(key));
        if (!refused.isEmpty() || known != null && known.contributions().equals(resources)) {
            return refused;
        }
        Optional<Generation> made = build(key, resources);
        made.ifPresent(next -> discard(prepared.put(key, next)));
        Failure failure = failures.get(key);
        return made.isPresent() || failure == null ? List.of() : List.of(failure.text());
    }

    private static void discard(@Nullable Generation unused) {
        if (unused != null) {
            unused.retire();
        }
    }

    /** The first segments that a feature may not have, and why; empty where it may. */
    Optional<ClaimRefusal> refusal(FeatureId feature, Surface surface, String segment) {
        synchronized (lock) {
            return claims.refusal(new ApplicationKey(feature, surface), segment);
        }
    }

    /** The first segments that the resources of some bundles take up, active or not. */
    Set<String> used(Collection<Long> bundleIds) {
        Set<String> used = new HashSet<>();
        for (Contribution<Resource> contribution : contributions.all()) {
            if (bundleIds.contains(contribution.bundleId())) {
                Surface surface = contribution.service().surface();
                Claims.segments(contribution.service().getClass())
                        .forEach(segment -> used.add(Claims.place(surface, segment)));
            }
        }
        return used;
    }

    /** Removes a resource and waits until no request is inside it. */
    public void remove(long serviceId) {
        contributions.remove(serviceId);
        synchronized (lock) {
            prepared.values()
                    .removeIf(
                            generation -> {
                                boolean gone = generation.contains(serviceId);
                                if (gone) {
                                    generation.retire();
                                }
                                return gone;
                            });
        }
        refresh();
        long deadline = System.nanoTime() + drain.toNanos();
        for (Generation generation : retired) {
            if (generation.contains(serviceId)) {
                await(generation, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        }
    }

    /** Brings the applications in line with what is registered and active. */
    public void refresh() {
        List<Generation> replaced = new ArrayList<>();
        synchronized (lock) {
            Map<ApplicationKey, List<Contribution<Resource>>> wanted = wanted();
            claims.retain(classes(wanted));
            Set<ApplicationKey> keys = new LinkedHashSet<>(wanted.keySet());
            keys.addAll(current.keySet());
            for (ApplicationKey key : keys) {
                update(key, wanted.getOrDefault(key, List.of())).ifPresent(replaced::add);
            }
            failures.keySet()
                    .removeIf(key -> !wanted.containsKey(key) && !current.containsKey(key));
            refusals.keySet().retainAll(wanted.keySet());
            publish();
        }
        // Only now do requests no longer find them.
        replaced.forEach(Generation::retire);
        retired.removeIf(generation -> !generation.isLive());
    }

    /** The generation that serves a segment, held for a request; the caller leaves it. */
    Optional<Generation> enter(Surface surface, String segment) {
        while (true) {
            Optional<Generation> found = routes.find(surface, segment);
            if (found.isEmpty() || found.get().enter()) {
                return found;
            }
        }
    }

    /** What of the resources is not served, and why. */
    public Health health() {
        return health;
    }

    /** Grows whenever other resources are served. */
    public long version() {
        return version;
    }

    /** The parts of the OpenAPI document of what is served now. */
    public List<ApiFragment> api() {
        synchronized (lock) {
            return new TreeMap<>(byName()).values().stream().map(Generation::api).toList();
        }
    }

    /** The features of which something is registered. */
    public Set<FeatureId> features() {
        Set<FeatureId> features = new HashSet<>();
        synchronized (lock) {
            current.keySet().forEach(key -> features.add(key.feature()));
        }
        return features;
    }

    @Override
    public void close() {
        subscription.close();
        debouncer.shutdownNow();
        synchronized (lock) {
            prepared.values().forEach(Generation::retire);
            prepared.clear();
            Collection<Generation> last = List.copyOf(current.values());
            current.clear();
            publish();
            last.forEach(Generation::retire);
        }
    }

    private Map<String, Generation> byName() {
        Map<String, Generation> named = new HashMap<>();
        current.forEach((key, generation) -> named.put(key.toString(), generation));
        return named;
    }

    private Map<ApplicationKey, List<Contribution<Resource>>> wanted() {
        return grouped(contributions.active());
    }

    private static Map<ApplicationKey, List<Contribution<Resource>>> grouped(
            List<Contribution<Resource>> resources) {
        Map<ApplicationKey, List<Contribution<Resource>>> wanted = new HashMap<>();
        for (Contribution<Resource> contribution : resources) {
            ApplicationKey key =
                    new ApplicationKey(contribution.feature(), contribution.service().surface());
            wanted.computeIfAbsent(key, _ -> new ArrayList<>()).add(contribution);
        }
        return wanted;
    }

    private static Map<ApplicationKey, List<Class<?>>> classes(
            Map<ApplicationKey, List<Contribution<Resource>>> wanted) {
        Map<ApplicationKey, List<Class<?>>> classes = new HashMap<>();
        wanted.forEach(
                (key, resources) ->
                        classes.put(
                                key,
                                resources.stream()
                                        .<Class<?>>map(c -> c.service().getClass())
                                        .toList()));
        return classes;
    }

    /** Builds what has changed; returns the generation that is replaced. */
    private Optional<Generation> update(
            ApplicationKey key, List<Contribution<Resource>> candidates) {
        List<Contribution<Resource>> granted = granted(key, candidates);
        Generation old = current.get(key);
        if (old != null ? old.contributions().equals(granted) : granted.isEmpty()) {
            failures.remove(key);
            return Optional.empty();
        }
        Optional<Generation> made = granted.isEmpty() ? Optional.empty() : take(key, granted);
        if (made.isEmpty() && old != null && !granted.isEmpty() && allRegistered(old)) {
            return Optional.empty();
        }
        made.ifPresentOrElse(next -> current.put(key, next), () -> current.remove(key));
        if (old != null) {
            retired.add(old);
        }
        return Optional.ofNullable(old);
    }

    private List<Contribution<Resource>> granted(
            ApplicationKey key, List<Contribution<Resource>> candidates) {
        Set<String> refused = new LinkedHashSet<>();
        List<Contribution<Resource>> granted = new ArrayList<>();
        for (Contribution<Resource> candidate : candidates) {
            claims.claim(key, candidate.service().getClass())
                    .ifPresentOrElse(refused::add, () -> granted.add(candidate));
        }
        if (refused.isEmpty()) {
            refusals.remove(key);
        } else if (!refused.equals(refusals.put(key, refused))) {
            LOG.error("Not served: {}", String.join("; ", refused));
        }
        return granted;
    }

    /** What was built beforehand, where it is what is wanted now. */
    private Optional<Generation> take(ApplicationKey key, List<Contribution<Resource>> granted) {
        Generation ready = prepared.get(key);
        if (ready != null && ready.contributions().equals(granted)) {
            prepared.remove(key);
            failures.remove(key);
            return Optional.of(ready);
        }
        return build(key, granted);
    }

    @PluginBoundary
    private Optional<Generation> build(ApplicationKey key, List<Contribution<Resource>> granted) {
        Failure known = failures.get(key);
        if (known != null && known.resources().equals(granted)) {
            return Optional.empty();
        }
        try {
            Generation made = builder.build(key, granted);
            failures.remove(key);
            return Optional.of(made);
        } catch (RuntimeException | Error e) {
            String text = key + " cannot be served as it is now: " + reason(e);
            LOG.error("{}", text, e);
            failures.put(key, new Failure(List.copyOf(granted), text));
            return Optional.empty();
        }
    }

    private static String reason(Throwable thrown) {
        // Jersey's message lists every issue, some of them several times.
        return thrown instanceof ModelValidationException invalid && !invalid.getIssues().isEmpty()
                ? invalid.getIssues().getFirst().getMessage()
                : String.valueOf(thrown.getMessage());
    }

    private boolean allRegistered(Generation generation) {
        return contributions.all().containsAll(generation.contributions());
    }

    private void publish() {
        Map<Surface, Map<String, Generation>> next = new EnumMap<>(Surface.class);
        current.forEach(
                (key, generation) -> {
                    Map<String, Generation> segments =
                            next.computeIfAbsent(key.surface(), _ -> new HashMap<>());
                    for (Contribution<Resource> contribution : generation.contributions()) {
                        Claims.segments(contribution.service().getClass())
                                .forEach(segment -> segments.put(segment, generation));
                    }
                });
        routes = new Routes(next);
        version++;
        List<String> wrong =
                Stream.concat(
                                failures.values().stream().map(Failure::text),
                                refusals.values().stream().flatMap(Set::stream))
                        .sorted()
                        .toList();
        health = wrong.isEmpty() ? Health.working() : Health.degraded(String.join("; ", wrong));
    }

    private static void await(Generation generation, Duration atMost) {
        try {
            if (!generation.awaitDestroyed(atMost)) {
                LOG.warn("A removed resource still serves a request; it is removed nevertheless");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
