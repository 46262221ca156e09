// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.StoredBundle;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The bundles of features in the framework. A bundle that came from an archive has a location that
 * names feature, version and digest, so that a kept framework storage can be compared with what
 * PostgreSQL says. Not thread-safe: the engine calls it from one thread.
 */
final class RunningFeatures {
    private static final Logger LOG = LoggerFactory.getLogger(RunningFeatures.class);
    private static final String SCHEME = "lightweb:";
    private static final long REFRESH_SECONDS = 10;

    private final BundleContext context;
    private final RevisionFilter revisions;

    RunningFeatures(BundleContext context, RevisionFilter revisions) {
        this.context = context;
        this.revisions = revisions;
    }

    /** A revision whose bundles are all started, the new ones withheld from everybody. */
    final class Prepared {
        private final List<Bundle> wanted;
        private final Set<Long> fresh;
        private final List<Bundle> old;

        private Prepared(List<Bundle> wanted, Set<Long> fresh, List<Bundle> old) {
            this.wanted = List.copyOf(wanted);
            this.fresh = Set.copyOf(fresh);
            this.old = List.copyOf(old);
        }

        /** Puts it in the place of what ran before, in one step. */
        void switchOver() {
            revisions.swap(ids(wanted), ids(old));
            uninstall(old);
        }

        /** Takes what is new of it out again; what ran before runs on. */
        void discard() {
            uninstall(
                    wanted.stream()
                            .filter(bundle -> fresh.contains(bundle.getBundleId()))
                            .toList());
        }
    }

    /**
     * Starts a revision beside what runs, without anybody picking anything of it up.
     *
     * @param content the bytes of a bundle by its digest
     * @throws BundleException if a bundle does not resolve or start; then nothing of the new
     *     revision stays
     */
    Prepared prepare(
            String feature,
            String version,
            List<StoredBundle> bundles,
            Function<String, byte[]> content)
            throws BundleException {
        List<Bundle> before = of(feature);
        List<Bundle> wanted = new ArrayList<>();
        Set<Long> fresh = new HashSet<>();
        boolean started = false;
        try {
            for (StoredBundle bundle : bundles) {
                String location = SCHEME + feature + "/" + version + "/" + bundle.sha256();
                Bundle there = context.getBundle(location);
                if (there == null) {
                    byte[] bytes = content.apply(bundle.sha256());
                    there = context.installBundle(location, new ByteArrayInputStream(bytes));
                    fresh.add(there.getBundleId());
                }
                wanted.add(there);
            }
            // Withheld until every bundle is started: nobody picks a half of the revision up.
            revisions.swap(List.of(), fresh);
            for (Bundle bundle : wanted) {
                // Transient: at the next start PostgreSQL says what runs, not the storage.
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            }
            started = true;
        } finally {
            if (!started) {
                new Prepared(wanted, fresh, List.of()).discard();
            }
        }
        List<Bundle> old = before.stream().filter(bundle -> !wanted.contains(bundle)).toList();
        return new Prepared(wanted, fresh, old);
    }

    private static List<Long> ids(List<Bundle> bundles) {
        return bundles.stream().map(Bundle::getBundleId).toList();
    }

    /** Takes every bundle of a feature away. */
    void stop(String feature) {
        List<Bundle> bundles = of(feature);
        revisions.swap(List.of(), bundles.stream().map(Bundle::getBundleId).toList());
        uninstall(bundles);
    }

    /** The features that have bundles from archives in the framework. */
    Set<String> present() {
        Set<String> features = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(SCHEME)) {
                features.add(bundle.getLocation().substring(SCHEME.length()).split("/", -1)[0]);
            }
        }
        return features;
    }

    /** The bundles of a feature that came from archives. */
    List<Bundle> of(String feature) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(SCHEME + feature + "/"))
                .toList();
    }

    /** Whether the distribution brought this feature. */
    boolean isBuiltIn(String feature) {
        return builtIn().containsKey(feature);
    }

    /** The bundles that the distribution brought, by the feature that their manifest names. */
    Map<String, List<Bundle>> builtIn() {
        Map<String, List<Bundle>> features = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            String header =
                    bundle.getHeaders("")
                            .get(org.tuttlenetwork.lightweb.api.feature.FeatureId.HEADER);
            if (header != null && !bundle.getLocation().startsWith(SCHEME)) {
                features.computeIfAbsent(header.strip(), _ -> new ArrayList<>()).add(bundle);
            }
        }
        return features;
    }

    /** Whether another feature brought a bundle of this name. */
    boolean isTaken(String symbolicName, String feature) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .anyMatch(bundle -> !bundle.getLocation().startsWith(SCHEME + feature + "/"));
    }

    private void uninstall(Collection<Bundle> bundles) {
        Set<Long> ids = new HashSet<>();
        for (Bundle bundle : bundles) {
            try {
                bundle.uninstall();
                ids.add(bundle.getBundleId());
            } catch (BundleException | IllegalStateException e) {
                LOG.error("The bundle {} could not be uninstalled", bundle.getSymbolicName(), e);
            }
        }
        revisions.swap(ids, List.of());
        refresh(bundles);
    }

    /**
     * Lets go of the wiring of uninstalled bundles; only they and what is wired to them is touched.
     */
    private void refresh(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        wiring.refreshBundles(bundles, event -> done.countDown());
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Refreshing took longer than {} s and goes on", REFRESH_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
