// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** One run of the framework: from the folders on disk to everything started, and down again. */
final class Host {
    /**
     * A bundle that can't go on registers any service with this property: a sentence that says why.
     */
    static final String FATAL = "lightweb.fatal";

    private static final Logger log = LoggerFactory.getLogger(Host.class);
    private static final String INTERPOLATION = "org.apache.felix.configadmin.plugin.interpolation";

    private volatile @Nullable Watch watch;
    private final HostOptions options;
    private final Logging logging;
    private final Map<String, String> environment;
    private final Map<DeclaredBundle, Bundle> declared = new HashMap<>();
    private final Map<Bundle, String> failures = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> fatal = new AtomicReference<>();
    private final HeapWatch heap = new HeapWatch(this::fail);
    private final Framework framework;
    private final BundleCache cache;
    private final FailedStarts starts;

    Host(HostOptions options, Logging logging, Map<String, String> environment) throws IOException {
        this.options = options;
        this.logging = logging;
        this.environment = environment;
        SystemPackages packages = SystemPackages.ofHost();
        this.starts = new FailedStarts(options.data());
        this.cache =
                new BundleCache(
                        options.data(), BundleCache.key(version(), options.home(), packages));
        this.framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("no OSGi framework is on the path"))
                        .newFramework(frameworkProperties(packages));
    }

    /** The host's own version. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Host.class.getResourceAsStream("host.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private Map<String, String> frameworkProperties(SystemPackages packages) throws IOException {
        boolean keep = !options.clean() && cache.usable();
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, cache.storage().toString());
        properties.put(
                Constants.FRAMEWORK_STORAGE_CLEAN,
                keep ? "none" : Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, packages.property());
        properties.put("felix.cm.config.plugins", INTERPOLATION);
        // etc/ is read anew at each start: nothing of it, and nothing that is gone, stays in the
        // cache.
        properties.put("felix.cm.pm", "memory");
        // By this count the watch sees that a component changed; SCR's own default is 5 s.
        properties.put("ds.service.changecount.timeout", "250");
        // A component that another thread activates is waited for, also on a slow machine in its
        // first
        // start: after SCR's own 5 s whoever needs it fails for good, and with it the core.
        properties.put("ds.lock.timeout.milliseconds", "120000");
        properties.put(
                INTERPOLATION + ".secretsdir",
                String.join(",", secretDirectories().stream().map(Path::toString).toList()));
        properties.put("lightweb.home", options.home().toString());
        properties.put("lightweb.data", options.data().toString());
        properties.put("lightweb.etc", options.etc().toString());
        properties.put("lightweb.version", version());
        properties.put("lightweb.profile", options.profile());
        properties.put("lightweb.safe_mode", Boolean.toString(starts.safeMode()));
        return properties;
    }

    private List<Path> secretDirectories() {
        return List.of(options.etc().resolve("secrets"), options.data().resolve("secrets"));
    }

    /**
     * Starts everything that is declared.
     *
     * @return why the host can't run, in words; empty when it runs
     */
    List<String> start() throws BundleException, IOException {
        long began = System.nanoTime();
        List<DeclaredBundle> bundles = DeclaredBundle.in(options.home().resolve("bundles"));
        if (bundles.isEmpty()) {
            return List.of(options.home() + " holds no bundles: there is no bundles/core/*.jar");
        }
        Files.createDirectories(cache.storage());
        framework.init();
        BundleContext context = framework.getBundleContext();
        context.addFrameworkListener(Host::logEvent);
        context.registerService(
                new String[] {
                    LogService.class.getName(), org.osgi.service.log.LoggerFactory.class.getName()
                },
                new OsgiLog(),
                null);
        listenForTheFatal(context);
        List<String> reasons = new ArrayList<>();
        declared.putAll(cache.reconcile(context, bundles, reasons));
        framework.start();
        start(DeclaredBundle.Group.BOOT);
        ConfigurationFiles configuration = configuration(context);
        Diagnosis diagnosis = new Diagnosis(context, declared, failures, configuration::problems);
        reasons.addAll(notRunning(DeclaredBundle.Group.BOOT, diagnosis));
        configuration.load();
        reasons.addAll(configuration.problems());
        if (!reasons.isEmpty()) {
            return reasons;
        }
        publish(context, diagnosis);
        framework.adapt(FrameworkWiring.class).resolveBundles(declared.values());
        start(DeclaredBundle.Group.CORE);
        start(DeclaredBundle.Group.FEATURES);
        if (fatal.get() != null) {
            // Already said, and stopping: that bundles are stopped now is no news.
            return List.of();
        }
        reasons.addAll(notRunning(DeclaredBundle.Group.CORE, diagnosis));
        if (reasons.isEmpty()) {
            log.info("{} bundles started in {} ms", declared.size(), millisSince(began));
            if (starts.safeMode()) {
                log.warn(
                        "Safe mode, after three starts that failed: nothing that was installed"
                                + " runs. The next start is a usual one");
            }
            Watch watching =
                    new Watch(configuration, diagnosis, options.settle(), this::fail, starts);
            watching.start();
            watch = watching;
            heap.start();
        }
        return reasons;
    }

    /** Waits until the framework has stopped, for whatever reason. */
    int await() throws InterruptedException {
        framework.waitForStop(0);
        return fatal.get() == null ? 0 : 1;
    }

    /**
     * Stops everything, the last started first.
     *
     * @return whether all of it stopped in time
     */
    boolean stop() {
        Watch watching = watch;
        if (watching != null) {
            watching.stop();
        }
        heap.stop();
        try {
            framework.stop();
            FrameworkEvent event = framework.waitForStop(options.stop().toMillis());
            if (event.getType() != FrameworkEvent.WAIT_TIMEDOUT) {
                if (fatal.get() == null && watching != null) {
                    starts.succeeded();
                }
                return true;
            }
        } catch (BundleException e) {
            log.error("the framework did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        BundleContext context = framework.getBundleContext();
        if (context != null) {
            for (Bundle bundle : context.getBundles()) {
                if (bundle.getState() == Bundle.STOPPING && bundle.getBundleId() != 0) {
                    log.error(
                            "{} did not stop within {} s",
                            BundleDiagnosis.name(bundle),
                            options.stop().toSeconds());
                }
            }
        }
        return false;
    }

    private void listenForTheFatal(BundleContext context) {
        try {
            context.addServiceListener(
                    event -> {
                        if (event.getType() == ServiceEvent.REGISTERED) {
                            fail(
                                    List.of(
                                            String.valueOf(
                                                    event.getServiceReference()
                                                            .getProperty(FATAL))));
                        }
                    },
                    "(" + FATAL + "=*)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fail(List<String> reasons) {
        if (fatal.compareAndSet(null, String.join("; ", reasons))) {
            reasons.forEach(reason -> log.error("LightWeb can't run: {}", reason));
            Thread.ofPlatform().name("lightweb-fatal-stop").start(this::stop);
        }
    }

    private ConfigurationFiles configuration(BundleContext context) {
        var reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        if (admin == null) {
            throw new IllegalStateException(
                    "no Configuration Admin: org.apache.felix.configadmin is not in bundles/boot");
        }
        ConfigurationFile.Sources sources =
                new ConfigurationFile.Sources(
                        environment::get, context::getProperty, secretDirectories());
        return new ConfigurationFiles(options.etc(), sources, admin, logging);
    }

    private void start(DeclaredBundle.Group group) {
        declared.forEach(
                (declaration, bundle) -> {
                    if (declaration.group() == group && !Diagnosis.isFragment(bundle)) {
                        start(bundle);
                    }
                });
    }

    /** Transient: what runs is what is declared, not what the framework's storage remembers. */
    private void start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            failures.remove(bundle);
        } catch (BundleException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            failures.put(bundle, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
            log.debug("{} did not start", BundleDiagnosis.name(bundle), e);
        }
    }

    private List<String> notRunning(DeclaredBundle.Group group, Diagnosis diagnosis) {
        List<String> problems = new ArrayList<>();
        declared.forEach(
                (declaration, bundle) -> {
                    if (declaration.group() == group) {
                        problems.addAll(diagnosis.problems(bundle));
                    }
                });
        return problems.stream().distinct().toList();
    }

    private static void publish(BundleContext context, Diagnosis diagnosis) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("lightweb.diagnosis", "true");
        context.registerService(Supplier.class, diagnosis, properties);
        Function<Bundle, List<String>> ofBundle = diagnosis::ofBundle;
        properties.put("lightweb.diagnosis", "bundle");
        context.registerService(Function.class, ofBundle, properties);
    }

    private static void logEvent(FrameworkEvent event) {
        if (event.getThrowable() instanceof ServiceException refused) {
            // The component itself has said why; the stack of who asked for it adds nothing.
            log.debug("{}", BundleDiagnosis.name(event.getBundle()), refused);
        } else if (event.getType() == FrameworkEvent.ERROR) {
            log.error("{}", BundleDiagnosis.name(event.getBundle()), event.getThrowable());
        } else if (event.getType() == FrameworkEvent.WARNING) {
            log.warn("{}", BundleDiagnosis.name(event.getBundle()), event.getThrowable());
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
