// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.tuttlenetwork.lightweb.api.feature.Places;
import org.tuttlenetwork.lightweb.api.feature.RevisionCheck;
import org.tuttlenetwork.lightweb.api.feature.RevisionCheck.Findings;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What speaks against a started revision at this moment: its bundles, its components, the rooms
 * that are to take it up, and its own health checks.
 */
public final class Checks {
    /** By this property the host registers a function from a bundle to what is wrong with it. */
    static final String DIAGNOSIS = "(lightweb.diagnosis=bundle)";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BundleContext context;
    private final Revisions revisions;
    private final Function<RevisionKey, Set<String>> claimed;
    private final Map<String, Thread> hanging = new ConcurrentHashMap<>();

    /**
     * @param claimed the places that a revision says it takes up
     */
    public Checks(
            BundleContext context,
            Revisions revisions,
            Function<RevisionKey, Set<String>> claimed) {
        this.context = context;
        this.revisions = revisions;
        this.claimed = claimed;
    }

    /** What speaks against a revision; nothing where it may be used. */
    public Findings of(RevisionKey key) throws InterruptedException {
        List<Bundle> bundles = revisions.bundles(key);
        if (bundles.isEmpty()) {
            return Findings.failed("Nothing of " + key + " is here.");
        }
        Findings findings = Findings.NONE;
        List<Long> ids = bundles.stream().map(Bundle::getBundleId).toList();
        for (Bundle bundle : bundles) {
            findings = findings.and(diagnosis(bundle)).and(closed(bundle));
        }
        for (RevisionCheck check : services(RevisionCheck.class, null)) {
            findings = findings.and(ask(key, () -> check.check(ids), "A room's check"));
        }
        for (Bundle bundle : bundles) {
            findings = findings.and(health(key, bundle));
        }
        // Last: what a component found above to be on its way will register is seen at the next
        // look.
        return findings.and(ask(key, () -> undeclared(key, ids), "A room's check"));
    }

    /** What it takes up without saying so in its feature.json: nobody could have objected to it. */
    private Findings undeclared(RevisionKey key, List<Long> ids) {
        Set<String> used = new TreeSet<>();
        services(Places.class, null).forEach(room -> used.addAll(room.used(ids)));
        if (!used.isEmpty()) {
            used.removeAll(claimed.apply(key));
        }
        List<String> wrong =
                used.stream()
                        .map(
                                place ->
                                        "It takes up %s, which its feature.json does not claim."
                                                .formatted(place))
                        .toList();
        return new Findings(List.of(), wrong);
    }

    /** Bundle and components may still be on their way: what the host says is not final. */
    private Findings diagnosis(Bundle bundle) {
        if (bundle.getState() != Bundle.ACTIVE) {
            return Findings.failed(bundle.getSymbolicName() + " is not started.");
        }
        List<String> problems = new ArrayList<>();
        for (Function<?, ?> function : services(Function.class, DIAGNOSIS)) {
            @SuppressWarnings("unchecked") // The host registers it with this type.
            Function<Bundle, List<String>> diagnosis = (Function<Bundle, List<String>>) function;
            problems.addAll(diagnosis.apply(bundle));
        }
        return new Findings(problems, List.of());
    }

    /** What it offers in the place of the host; the host does not see it. */
    private static Findings closed(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        return references == null
                ? Findings.NONE
                : new Findings(
                        List.of(),
                        Arrays.stream(references)
                                .flatMap(reference -> ExtensionPoints.closed(reference).stream())
                                .map("It offers %s, which only the host may."::formatted)
                                .toList());
    }

    private Findings health(RevisionKey key, Bundle bundle) throws InterruptedException {
        Findings findings = Findings.NONE;
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        if (references == null) {
            return findings;
        }
        for (ServiceReference<?> reference : references) {
            if (offersHealth(reference)) {
                findings = findings.and(ask(key, () -> health(reference), "Its health check"));
            }
        }
        return findings;
    }

    private static boolean offersHealth(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                && List.of(types).contains(HealthCheck.class.getName());
    }

    /** Getting it is the feature's code already: a delayed component is made by that. */
    private Findings health(ServiceReference<?> reference) {
        try {
            return context.getService(reference) instanceof HealthCheck check
                    ? health(check)
                    : Findings.NONE;
        } finally {
            context.ungetService(reference);
        }
    }

    private static Findings health(HealthCheck check) {
        Health health = check.health();
        return health.status() == Health.Status.DOWN
                ? Findings.pending(check.name() + ": " + health.detail())
                : Findings.NONE;
    }

    private Findings ask(RevisionKey key, Callable<Findings> question, String who)
            throws InterruptedException {
        String asked = key + ": " + who;
        Thread before = hanging.get(asked);
        if (before != null && before.isAlive()) {
            // Asked again, each look would leave one more thread in it.
            return hangs(who, PatientCall.where(before));
        }
        hanging.remove(asked);
        return switch (PatientCall.call("check-" + key, PATIENCE, question)) {
            case PatientCall.Outcome.Returned<Findings>(var findings) -> findings;
            case PatientCall.Outcome.Threw<Findings>(var thrown) ->
                    Findings.failed(who + " failed: " + FrameworkWords.explain(thrown));
            case PatientCall.Outcome.Hangs<Findings>(var where, var thread) -> {
                hanging.put(asked, thread);
                yield hangs(who, where);
            }
        };
    }

    private static Findings hangs(String who, String where) {
        return Findings.failed(
                "%s did not answer within %d s; it hangs at %s."
                        .formatted(who, PATIENCE.toSeconds(), where));
    }

    private <T> Collection<T> services(Class<T> type, @Nullable String filter) {
        List<T> services = new ArrayList<>();
        try {
            for (ServiceReference<T> reference : context.getServiceReferences(type, filter)) {
                T service = context.getService(reference);
                if (service != null) {
                    services.add(service);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return services;
    }
}
