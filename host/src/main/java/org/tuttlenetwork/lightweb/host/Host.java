// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One framework from start to stop. Bundles of the distribution are installed by reference and
 * started together: first the configuration's own few, so that everybody is configured when they
 * start, then all others in no order.
 */
public final class Host {
    /** A service with this property means that the host cannot go on; its value says why. */
    static final String FATAL = "lightweb.fatal";

    private static final Logger LOG = LoggerFactory.getLogger(Host.class);
    private static final int CONFIGURATION_LEVEL = 1;
    private static final int EVERYTHING_LEVEL = 2;
    private static final long STOP_MILLIS = 20_000;

    private final HostOptions options;
    private final String version;
    private final Framework framework;
    private final CompletableFuture<String> fatal = new CompletableFuture<>();

    private Host(HostOptions options, String version) {
        this.options = options;
        this.version = version;
        List<Path> libraries = SystemPackages.jarsIn(existing("lib/modules", "lib/platform"));
        List<Path> bundles = SystemPackages.jarsIn(existing("bundles"));
        BundleStore store = new BundleStore(options.data());
        List<Path> all = new ArrayList<>(libraries);
        all.addAll(bundles);
        boolean kept = store.prepare(all);
        LOG.debug("The framework's storage is {}", kept ? "kept" : "new");
        this.framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "There is no OSGi framework on the path"))
                        .newFramework(properties(store.folder(), libraries));
    }

    /**
     * Starts a host.
     *
     * @param version shown to people
     * @throws IllegalStateException if the core cannot start, in words
     */
    public static Host start(HostOptions options, String version) {
        Host host = new Host(options, version);
        try {
            host.start();
            return host;
        } catch (BundleException e) {
            throw new IllegalStateException("The framework does not start: " + e.getMessage(), e);
        }
    }

    private void start() throws BundleException {
        framework.init();
        BundleContext context = framework.getBundleContext();
        Diagnosis diagnosis = new Diagnosis(context);
        watchForFatal(context);
        Hashtable<String, Object> named =
                new Hashtable<>(Map.of("lightweb.diagnosis", Boolean.TRUE));
        context.registerService(Supplier.class, (Supplier<List<String>>) diagnosis::lines, named);
        List<Bundle> bundles = install(context);
        framework.start();
        FrameworkStartLevel levels = framework.adapt(FrameworkStartLevel.class);
        levels.setInitialBundleStartLevel(EVERYTHING_LEVEL);
        for (Bundle bundle : bundles) {
            try {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                diagnosis.failed(bundle, String.valueOf(e.getMessage()));
                LOG.error(
                        "Bundle {} does not start: {}",
                        bundle.getSymbolicName(),
                        Diagnosis.inWords(String.valueOf(e.getMessage())));
            }
        }
    }

    private List<Bundle> install(BundleContext context) throws BundleException {
        Map<String, Bundle> there = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            there.put(bundle.getLocation(), bundle);
        }
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : SystemPackages.jarsIn(existing("bundles"))) {
            String location = "reference:" + jar.toUri();
            Bundle bundle =
                    there.containsKey(location)
                            ? there.get(location)
                            : context.installBundle(location);
            bundle.adapt(BundleStartLevel.class)
                    .setStartLevel(
                            isConfiguration(bundle) ? CONFIGURATION_LEVEL : EVERYTHING_LEVEL);
            bundles.add(bundle);
        }
        // What configures the others comes first; among the rest nothing may depend on the order.
        bundles.sort(Comparator.comparing(bundle -> !isConfiguration(bundle)));
        return bundles;
    }

    private static boolean isConfiguration(Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        return name.startsWith("org.apache.felix.configadmin")
                || name.equals("org.apache.felix.fileinstall")
                || name.startsWith("org.osgi.util");
    }

    private void watchForFatal(BundleContext context) {
        try {
            context.addServiceListener(
                    event -> {
                        if (event.getType() == ServiceEvent.REGISTERED) {
                            fatal.complete(
                                    String.valueOf(event.getServiceReference().getProperty(FATAL)));
                        }
                    },
                    "(" + FATAL + "=*)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The filter is a constant", e);
        }
    }

    private Map<String, String> properties(Path storage, List<Path> libraries) {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SystemPackages.of(libraries));
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(EVERYTHING_LEVEL));
        properties.put(
                Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_FRAMEWORK);
        properties.put("felix.log.level", "1");
        properties.put("felix.cm.dir", configurationCache().toString());
        properties.put(
                "felix.cm.config.plugins", "org.apache.felix.configadmin.plugin.interpolation");
        properties.put(
                "org.apache.felix.configadmin.plugin.interpolation.secretsdir",
                secrets(options).toString());
        properties.put(
                "felix.fileinstall.dir",
                options.etc().stream().map(Path::toString).collect(Collectors.joining(",")));
        properties.put("felix.fileinstall.filter", ".*\\.cfg");
        properties.put("felix.fileinstall.poll", "500");
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.enableConfigSave", "false");
        properties.put("felix.fileinstall.log.level", "2");
        properties.put(
                "felix.fileinstall.tmpdir", options.data().resolve("cache/fileinstall").toString());
        properties.put("ds.loglevel", "warn");
        properties.put("lightweb.home", options.home().toString());
        properties.put("lightweb.data", options.data().toString());
        properties.put("lightweb.etc", options.etc().getLast().toString());
        properties.put("lightweb.version", version);
        properties.put("lightweb.profile", options.profile());
        return properties;
    }

    /** Configuration Admin's own files, emptied at each start: {@code etc/} is the truth. */
    private Path configurationCache() {
        Path folder = options.data().resolve("cache").resolve("config");
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The configuration's cache cannot be emptied: " + folder, e);
        }
    }

    /** Where {@code $[secret:name]} is looked up. */
    static Path secrets(HostOptions options) {
        return options.etc().getLast().resolve("secrets");
    }

    private List<Path> existing(String... folders) {
        return Stream.of(folders).map(options.home()::resolve).filter(Files::isDirectory).toList();
    }

    /**
     * Waits until the framework has stopped or cannot go on.
     *
     * @return why it cannot go on; empty after an orderly stop
     */
    public String await() throws InterruptedException {
        CompletableFuture<String> stopped =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                framework.waitForStop(0);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return "";
                        },
                        task -> Thread.ofPlatform().daemon().name("wait-for-stop").start(task));
        return String.valueOf(CompletableFuture.anyOf(stopped, fatal).join());
    }

    /** Stops the framework; gives up after 20 seconds. */
    public void stop() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            LOG.error("The framework does not stop cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not as it should be, in words. */
    public List<String> diagnosis() {
        return new Diagnosis(framework.getBundleContext()).lines();
    }
}
