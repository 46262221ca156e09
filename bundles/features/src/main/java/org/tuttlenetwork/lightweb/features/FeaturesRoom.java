// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.SchemaDumps;
import org.tuttlenetwork.lightweb.api.feature.FeatureUse;
import org.tuttlenetwork.lightweb.api.feature.Places;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.features.framework.Checks;
import org.tuttlenetwork.lightweb.features.framework.Defaults;
import org.tuttlenetwork.lightweb.features.framework.Gate;
import org.tuttlenetwork.lightweb.features.framework.RevisionIsolation;
import org.tuttlenetwork.lightweb.features.framework.RevisionServices;
import org.tuttlenetwork.lightweb.features.framework.Revisions;
import org.tuttlenetwork.lightweb.features.load.LoadWatch;
import org.tuttlenetwork.lightweb.features.plan.Surroundings;
import org.tuttlenetwork.lightweb.features.trust.Compatibility;
import org.tuttlenetwork.lightweb.features.trust.Publishers;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The room's life: what the engine is made of, and that it follows PostgreSQL while it is there.
 */
@Component(
        service = {FeaturesRoom.class, HealthCheck.class},
        immediate = true)
public final class FeaturesRoom implements HealthCheck {
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Follower follower;
    private final FeatureEngine engine;
    private final Revisions revisions;
    private final Aligner aligner;
    private final Suspects suspects;
    private final LoadWatch load;
    private final boolean safeMode;

    @Activate
    public FeaturesRoom(
            BundleContext context,
            @Reference Database database,
            @Reference RevisionFilter filter,
            @Reference ChangeFeed feed,
            @Reference SchemaDumps dumps,
            @Reference ConfigurationAdmin configurations) {
        this(
                context,
                database,
                filter,
                feed,
                dumps,
                new Defaults(configurations),
                settings(context),
                Clock.systemUTC());
    }

    /**
     * What the host's properties say.
     *
     * @param host this host
     * @param suspects which versions were being started when it ended the last time
     * @param publishers whom the administrator trusts
     * @param offer what this host offers to those who need it
     * @param safeMode whether nothing that was installed may run
     * @param faults where a test ends the process
     */
    record Settings(
            UUID host,
            Suspects suspects,
            Publishers publishers,
            Compatibility.Offer offer,
            boolean safeMode,
            Faults faults) {}

    FeaturesRoom(
            BundleContext context,
            Database database,
            RevisionFilter filter,
            ChangeFeed feed,
            SchemaDumps dumps,
            Defaults defaults,
            Settings settings,
            Clock clock) {
        this.safeMode = settings.safeMode();
        this.suspects = settings.suspects();
        if (!safeMode) {
            suspects.begin();
        }
        this.revisions = new Revisions(context, filter, defaults);
        registrations.add(
                context.registerService(ResolverHookFactory.class, new RevisionIsolation(), null));
        registrations.add(
                context.registerService(
                        new String[] {FindHook.class.getName(), EventListenerHook.class.getName()},
                        new RevisionServices(),
                        null));
        registrations.add(context.registerService(ConfigurationListener.class, defaults, null));
        this.load = new LoadWatch(context, feature -> revisions.active(feature).isPresent(), clock);
        FeatureRecords records = new FeatureRecords(database, clock);
        Rollouts rollouts = new Rollouts(database, records, clock);
        Admission admission = new Admission(settings.publishers(), settings.offer(), records);
        SchemaChanges schema = new SchemaChanges(records, admission, dumps);
        TakingBack takingBack = new TakingBack(rollouts, schema);
        Checks checks = new Checks(context, revisions, admission::claimed);
        Hosts hosts = new Hosts(database, settings.host(), clock);
        this.aligner =
                new Aligner(
                        settings.host(),
                        records,
                        rollouts,
                        revisions,
                        new Gate(checks),
                        admission,
                        schema,
                        takingBack,
                        settings.faults(),
                        settings.suspects(),
                        safeMode);
        Watch watch =
                new Watch(
                        settings.host(),
                        records,
                        rollouts,
                        revisions,
                        checks,
                        hosts,
                        admission,
                        takingBack,
                        clock);
        Surroundings surroundings =
                new Surroundings(
                        revisions,
                        () -> services(context, Places.class),
                        () -> services(context, FeatureUse.class));
        Purge purge = new Purge(database, records, dumps, hosts, settings.faults(), clock);
        Restores restores = new Restores(database, records, dumps, hosts, settings.faults(), clock);
        Settlement settlement =
                new Settlement(
                        settings.host(), records, rollouts, takingBack, purge, restores, safeMode);
        this.engine =
                new FeatureEngine(
                        settings.host(),
                        records,
                        rollouts,
                        new Plans(database, records, admission, schema, surroundings, clock),
                        new Statuses(
                                records, revisions, checks, admission, aligner, hosts, load,
                                safeMode),
                        new Attempts(
                                settings.host(),
                                records,
                                aligner,
                                watch,
                                clock,
                                settings.faults(),
                                safeMode),
                        takingBack,
                        schema,
                        aligner,
                        purge,
                        restores,
                        safeMode);
        this.follower =
                new Follower(
                        settings.host(),
                        rollouts,
                        settlement,
                        revisions,
                        aligner,
                        watch,
                        hosts,
                        load,
                        new Backoff(clock));
        follower.start(feed);
    }

    private static Settings settings(BundleContext context) {
        Path data = Path.of(property(context, "lightweb.data"));
        Path etc = Path.of(property(context, "lightweb.etc"));
        boolean demo = property(context, "lightweb.profile").equals("demo");
        return new Settings(
                HostId.in(data),
                new Suspects(data),
                new Publishers(etc.resolve("publishers"), Clock.systemUTC(), demo),
                HostOffer.of(context),
                property(context, "lightweb.safe_mode").equals("true"),
                Faults.haltAt(property(context, "lightweb.fault")));
    }

    private static String property(BundleContext context, String name) {
        String value = context.getProperty(name);
        return value == null ? "" : value;
    }

    private static <T> List<T> services(BundleContext context, Class<T> type) {
        List<T> services = new ArrayList<>();
        try {
            for (ServiceReference<T> reference : context.getServiceReferences(type, null)) {
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

    @Deactivate
    void close() throws Exception {
        follower.close();
        unregister();
    }

    /** Ends without a word to anybody, as a process that is killed does. */
    void abandon() throws Exception {
        follower.abandon();
        unregister();
    }

    private void unregister() {
        load.close();
        for (ServiceRegistration<?> registration : registrations) {
            try {
                registration.unregister();
            } catch (IllegalStateException _) {
                // The framework took it back with this bundle already.
            }
        }
    }

    /** What an administrator can do with features. */
    public FeatureEngine engine() {
        return engine;
    }

    Revisions revisions() {
        return revisions;
    }

    @Override
    public String name() {
        return "features";
    }

    @Override
    public Health health() {
        if (safeMode) {
            return Health.degraded(
                    "Safe mode, after three starts that failed: nothing that was installed runs. "
                            + suspects.words()
                            + " Remove or update it, then restart the host.");
        }
        if (!follower.isReady()) {
            return Health.down("Installed features are being started.");
        }
        Map<String, String> broken = aligner.broken();
        return broken.isEmpty()
                ? Health.working()
                : Health.degraded("Features that do not run: " + broken);
    }
}
