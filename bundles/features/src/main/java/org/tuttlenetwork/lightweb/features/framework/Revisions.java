// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.features.store.StoredRevision;
import org.tuttlenetwork.lightweb.features.store.StoredRevision.StoredBundle;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The revisions in the framework: several of a feature may be started, one at most is active. Calls
 * about one feature come one at a time; those about different features may come at once.
 */
public final class Revisions {
    private static final Logger LOG = LoggerFactory.getLogger(Revisions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BundleContext context;
    private final RevisionFilter filter;
    private final Defaults defaults;

    public Revisions(BundleContext context, RevisionFilter filter, Defaults defaults) {
        this.context = context;
        this.filter = filter;
        this.defaults = defaults;
    }

    /**
     * Installs and starts a revision, withheld from everybody. Where it is started already nothing
     * happens.
     *
     * @param content the bytes of a bundle by its digest
     * @param configurations what it brings for itself, PID → properties
     * @param atMost how long starting may take
     * @throws StartFailed if a bundle does not resolve or start, or hangs; then nothing of the
     *     revision stays
     */
    public void start(
            StoredRevision revision,
            Function<String, byte[]> content,
            Map<String, Map<String, Object>> configurations,
            Duration atMost)
            throws StartFailed, InterruptedException {
        RevisionKey key = new RevisionKey(revision.feature(), revision.version());
        if (isStarted(key)) {
            return;
        }
        // What lies in the framework's storage from an earlier run was verified by nobody in this
        // one.
        drop(key);
        boolean started = false;
        try {
            List<Bundle> bundles = install(key, revision.bundles(), content);
            bundles.forEach(bundle -> defaults.give(bundle, configurations));
            switch (PatientCall.call("start-" + key, atMost, () -> startAll(bundles))) {
                case PatientCall.Outcome.Returned<Boolean> _ -> started = true;
                case PatientCall.Outcome.Threw<Boolean>(var thrown) ->
                        throw new StartFailed(FrameworkWords.explain(thrown), thrown);
                case PatientCall.Outcome.Hangs<Boolean>(var where, var _) ->
                        throw new StartFailed(
                                "It did not start within %d s; it hangs at %s."
                                        .formatted(atMost.toSeconds(), where));
            }
        } catch (BundleException e) {
            throw new StartFailed(FrameworkWords.explain(e), e);
        } finally {
            if (!started) {
                drop(key);
            }
        }
    }

    private List<Bundle> install(
            RevisionKey key, List<StoredBundle> stored, Function<String, byte[]> content)
            throws BundleException, StartFailed {
        if (!bundles(key).isEmpty()) {
            throw new StartFailed(
                    "An earlier start of %s hangs while it stops. Restart the host."
                            .formatted(key));
        }
        List<Bundle> bundles = new ArrayList<>();
        for (StoredBundle bundle : stored) {
            byte[] bytes = content.apply(bundle.sha256());
            bundles.add(
                    context.installBundle(
                            key.location(bundle.sha256()), new ByteArrayInputStream(bytes)));
        }
        // Withheld before the first starts: nobody picks a half of the revision up.
        filter.swap(List.of(), ids(bundles));
        return bundles;
    }

    private static boolean startAll(List<Bundle> bundles) throws BundleException {
        for (Bundle bundle : bundles) {
            // Transient: at the next start PostgreSQL says what runs, not the storage.
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        }
        return true;
    }

    /** Lets a started revision be picked up, and withholds every other of its feature: one step. */
    public void activate(RevisionKey key) {
        List<Bundle> others =
                of(key.feature()).stream().filter(bundle -> !key.has(bundle)).toList();
        filter.swap(ids(bundles(key)), ids(others));
        LOG.info("Feature {} is active", key);
    }

    /** The version that is picked up of a feature. */
    public Optional<String> active(String feature) {
        return of(feature).stream()
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .filter(bundle -> filter.isActive(bundle.getBundleId()))
                .flatMap(bundle -> RevisionKey.of(bundle).stream())
                .map(RevisionKey::version)
                .findFirst();
    }

    /** Whether every bundle of a revision is there and started. */
    public boolean isStarted(RevisionKey key) {
        List<Bundle> bundles = bundles(key);
        return !bundles.isEmpty()
                && bundles.stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
    }

    /** Takes every revision of a feature away but some. */
    public void keepOnly(String feature, Set<String> versions) {
        Set<RevisionKey> present = new LinkedHashSet<>();
        of(feature).forEach(bundle -> RevisionKey.of(bundle).ifPresent(present::add));
        present.stream().filter(key -> !versions.contains(key.version())).forEach(this::drop);
    }

    /** Takes a revision out of the framework; what it contributed is let go of before. */
    public void drop(RevisionKey key) {
        List<Bundle> bundles = bundles(key);
        if (bundles.isEmpty()) {
            return;
        }
        filter.swap(List.of(), ids(bundles));
        try {
            var outcome = PatientCall.call("drop-" + key, PATIENCE, () -> uninstall(bundles));
            switch (outcome) {
                case PatientCall.Outcome.Returned<List<Long>>(var gone) ->
                        filter.swap(gone, List.of());
                case PatientCall.Outcome.Threw<List<Long>>(var thrown) ->
                        LOG.error("Feature {} could not be taken out", key, thrown);
                case PatientCall.Outcome.Hangs<List<Long>>(var where, var _) ->
                        LOG.error(
                                "Feature {} hangs while it stops, at {}: nobody uses it any more,"
                                        + " but it stays in memory until the host's next start",
                                key,
                                where);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Long> uninstall(List<Bundle> bundles) throws BundleException {
        List<Bundle> last = bundles.reversed();
        for (Bundle bundle : last) {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        }
        refresh(bundles);
        bundles.forEach(defaults::takeBack);
        return ids(bundles);
    }

    /** The bundles that are refreshed with a revision, itself included. */
    public Collection<Bundle> closure(RevisionKey key) {
        return wiring().getDependencyClosure(bundles(key));
    }

    private FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Lets go of the wiring of uninstalled bundles; only theirs is touched. */
    private void refresh(Collection<Bundle> bundles) {
        CountDownLatch done = new CountDownLatch(1);
        wiring().refreshBundles(bundles, event -> done.countDown());
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Refreshing took longer than {} s and goes on", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the host stops, or this bundle does: what is missing or does not start now says
     * nothing about a revision.
     */
    public boolean isStopping() {
        try {
            int state = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState();
            return (state & (Bundle.STARTING | Bundle.ACTIVE)) == 0;
        } catch (IllegalStateException _) {
            // The context of a stopped bundle.
            return true;
        }
    }

    /** The features that have bundles from archives in the framework. */
    public Set<String> features() {
        Set<String> features = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            RevisionKey.of(bundle).map(RevisionKey::feature).ifPresent(features::add);
        }
        return features;
    }

    public List<Bundle> bundles(RevisionKey key) {
        return Arrays.stream(context.getBundles()).filter(key::has).toList();
    }

    private List<Bundle> of(String feature) {
        return Arrays.stream(context.getBundles())
                .filter(
                        bundle ->
                                RevisionKey.of(bundle)
                                        .filter(key -> key.feature().equals(feature))
                                        .isPresent())
                .toList();
    }

    /** The bundles that the distribution brought, by the feature that their manifest names. */
    public Map<String, List<Bundle>> builtIn() {
        Map<String, List<Bundle>> features = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            String header = bundle.getHeaders("").get(FeatureId.HEADER);
            if (header != null && RevisionKey.of(bundle).isEmpty()) {
                features.computeIfAbsent(header.strip(), _ -> new ArrayList<>()).add(bundle);
            }
        }
        return features;
    }

    /** Whether another feature, or the host, brought a bundle of this name. */
    public boolean isTaken(String symbolicName, String feature) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .map(bundle -> RevisionKey.of(bundle).map(RevisionKey::feature).orElse(""))
                .anyMatch(other -> !other.equals(feature));
    }

    private static List<Long> ids(Collection<Bundle> bundles) {
        return bundles.stream().map(Bundle::getBundleId).toList();
    }
}
