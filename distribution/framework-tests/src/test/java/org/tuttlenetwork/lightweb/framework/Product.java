// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.host.HostParts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every bundle of the archive in one Felix that Pax Exam starts, over an embedded PostgreSQL and
 * the two stand-ins. The list of bundles is the archive's own folder.
 */
public final class Product implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;

    private final Path folder;
    private final ZitadelStandIn zitadel;
    private final NetbirdStandIn netbird;
    private final Map<String, Integer> ports;
    private final TestContainer container;
    private final BundleContext context;
    private final HostParts host;
    private final Supplier<List<String>> diagnosis;
    private final Map<Path, Bundle> bundles = new LinkedHashMap<>();
    private final List<Path> features = new ArrayList<>();

    private Product(Path home) throws Exception {
        folder = Files.createTempDirectory("lightweb-framework-");
        Path key = folder.resolve("service-user.json");
        ports = freePorts("PEOPLE", "DOOR", "NODES", "METRICS");
        List<String> callbacks =
                List.of(peopleUrl() + "/login/callback", doorUrl() + "/login/callback");
        zitadel =
                ZitadelStandIn.start(
                        ZitadelOptions.defaults().withKeyFile(key).withRedirectUris(callbacks));
        netbird = NetbirdStandIn.start(NetbirdOptions.ephemeral());
        List<HostParts.Declared> declared = HostParts.declared(home);
        HostParts.quiet();
        ExamSystem system = PaxExamRuntime.createServerSystem(options(home, declared));
        container = PaxExamRuntime.getTestContainerFactory().create(system)[0];
        container.start();
        context = ((NativeTestContainer) container).getSystemBundle().getBundleContext();
        for (HostParts.Declared one : declared) {
            Bundle installed = context.getBundle(location(one.jar()));
            bundles.put(one.jar(), Objects.requireNonNull(installed, one.jar().toString()));
            if (one.feature()) {
                features.add(one.jar());
            }
        }
        host = new HostParts(context);
        diagnosis = host.diagnose(home, bundles);
        host.configure(writeEtc(environment(key)));
        List<Bundle> shuffled = movable();
        Collections.shuffle(shuffled, new Random(0));
        startAll(shuffled);
        settle("the first start");
    }

    /** Starts it all; throws, saying why, where a bundle or a component is not satisfied. */
    static Product start() {
        try {
            return new Product(home());
        } catch (Exception e) {
            throw new IllegalStateException("The product does not start", e);
        }
    }

    private static Path home() throws IOException {
        Path target = Path.of("..", "archive", "target");
        try (Stream<Path> folders = Files.isDirectory(target) ? Files.list(target) : Stream.of()) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("bundles/core")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The archive is not built"))
                    .toRealPath();
        }
    }

    private Option[] options(Path home, List<HostParts.Declared> declared) {
        List<Option> options = new ArrayList<>();
        Map<String, String> properties = new TreeMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, folder.resolve("framework").toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, HostParts.systemPackages());
        properties.put("felix.cm.pm", "memory");
        // As the host has it: a slow machine's first start takes longer than SCR's own 5 s.
        properties.put("ds.lock.timeout.milliseconds", "120000");
        properties.put(
                "felix.cm.config.plugins", "org.apache.felix.configadmin.plugin.interpolation");
        properties.put("lightweb.home", home.toString());
        properties.put("lightweb.data", folder.resolve("data").toString());
        properties.put("lightweb.etc", folder.resolve("etc").toString());
        properties.put("lightweb.version", "0.1.0");
        properties.put("lightweb.profile", "demo");
        properties.forEach((name, value) -> options.add(frameworkProperty(name).value(value)));
        for (HostParts.Declared one : declared) {
            options.add(bundle(location(one.jar())).start(one.boot()));
        }
        return options.toArray(Option[]::new);
    }

    private Map<String, String> environment(Path key) {
        Map<String, String> environment = new TreeMap<>();
        ports.forEach((name, port) -> environment.put("LIGHTWEB_PORT_" + name, "" + port));
        environment.put("LIGHTWEB_NODES_URL", "https://127.0.0.1:" + ports.get("NODES"));
        environment.put("LIGHTWEB_ZITADEL_URL", zitadel.issuer());
        environment.put("LIGHTWEB_NETBIRD_URL", netbird.uri().toString());
        environment.put("LIGHTWEB_ZITADEL_KEY_FILE", key.toString());
        return environment;
    }

    /** The demo's files, with what the launcher would export written in, and one publisher. */
    private Path writeEtc(Map<String, String> environment) throws IOException {
        Path demo = Path.of("..", "demo", "etc");
        Path etc = folder.resolve("etc");
        try (Stream<Path> files = Files.walk(demo)) {
            for (Path file : files.toList()) {
                Path copy = etc.resolve(demo.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectory(copy);
                } else {
                    Files.writeString(copy, filled(Files.readString(file), environment));
                }
            }
        }
        Path publishers = Files.createDirectory(etc.resolve("publishers"));
        Files.writeString(publishers.resolve("gardener.cfg"), GardenPack.publisher());
        HostParts.quiet(etc);
        return etc;
    }

    private static String filled(String text, Map<String, String> environment) {
        String filled = text;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            filled = filled.replace("$[env:" + variable.getKey() + "]", variable.getValue());
        }
        return filled;
    }

    /**
     * Ports that no connection is given as its own: while a listener is closed for a moment, one
     * from the system's range for these may be taken.
     */
    private static Map<String, Integer> freePorts(String... names) {
        Map<String, Integer> ports = new TreeMap<>();
        Iterator<Integer> candidates =
                new Random().ints(20_000, 32_000).distinct().boxed().iterator();
        for (String name : names) {
            int port = candidates.next();
            while (!isFree(port)) {
                port = candidates.next();
            }
            ports.put(name, port);
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false; // somebody has it: another is tried
        }
    }

    private static String location(Path jar) {
        return "reference:" + jar.toUri();
    }

    BundleContext context() {
        return context;
    }

    String peopleUrl() {
        return "http://127.0.0.1:" + ports.get("PEOPLE");
    }

    String doorUrl() {
        return "http://127.0.0.1:" + ports.get("DOOR");
    }

    String metricsUrl() {
        return "http://127.0.0.1:" + ports.get("METRICS");
    }

    ZitadelStandIn zitadel() {
        return zitadel;
    }

    /** Names of NetBird's policies. */
    List<String> policies() {
        List<String> names = new ArrayList<>();
        netbird.edit("GET", "/api/policies", null)
                .forEach(policy -> names.add(policy.path("name").asText()));
        return names;
    }

    String token(Persona persona) {
        return zitadel.token(persona);
    }

    /** All bundles of the archive, those of the framework itself too. */
    Collection<Bundle> bundles() {
        return List.copyOf(bundles.values());
    }

    /** All bundles but those that carry configuration and components. */
    List<Bundle> movable() {
        return new ArrayList<>(
                bundles.values().stream()
                        .filter(bundle -> !bundle.getSymbolicName().startsWith("org.apache.felix"))
                        .filter(bundle -> bundle.getHeaders("").get("Fragment-Host") == null)
                        .toList());
    }

    /** The bundles below {@code bundles/features}. */
    List<Bundle> features() {
        return features.stream().map(bundles::get).toList();
    }

    /** The bundle of a feature, by the id in its manifest. */
    Bundle feature(String id) {
        return bundles.values().stream()
                .filter(bundle -> id.equals(bundle.getHeaders("").get("LightWeb-Feature")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No bundle is the feature " + id));
    }

    /** What the host's diagnosis says. */
    List<String> diagnosis() {
        return diagnosis.get();
    }

    void startAll(List<Bundle> order) throws BundleException {
        for (Bundle bundle : order) {
            bundle.start(Bundle.START_TRANSIENT);
        }
    }

    void stopAll(List<Bundle> order) throws BundleException {
        for (Bundle bundle : order) {
            bundle.stop(Bundle.STOP_TRANSIENT);
        }
    }

    /** Takes a bundle of the archive out of the framework, with its wiring. */
    void uninstall(Bundle bundle) throws Exception {
        bundle.uninstall();
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), _ -> refreshed.countDown());
        if (!refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The framework does not end refreshing " + bundle);
        }
    }

    /** Brings back a bundle that was taken out. */
    void install(Bundle gone) throws BundleException {
        Bundle now = context.installBundle(gone.getLocation());
        bundles.replaceAll((_, bundle) -> bundle.equals(gone) ? now : bundle);
        host.replaced(gone, now);
        now.start(Bundle.START_TRANSIENT);
    }

    /**
     * Waits until every bundle is active and every component satisfied.
     *
     * @throws AssertionError naming what is not
     */
    void settle(String after) {
        await("all to be satisfied after " + after, () -> unsatisfied().isEmpty());
        await("readiness after " + after, this::isReady);
    }

    private boolean isReady() {
        return Http.get(metricsUrl() + "/readyz", "")
                .filter(answer -> answer.statusCode() == 200)
                .filter(answer -> !answer.body().contains("\"missing\""))
                .isPresent();
    }

    /** Bundles that are not active and components that do not stand, in words. */
    List<String> unsatisfied() {
        List<String> problems = new ArrayList<>(diagnosis.get());
        for (Bundle bundle : movable()) {
            if (bundle.getState() != Bundle.ACTIVE) {
                problems.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
            }
        }
        components()
                .forEach(
                        (name, state) -> {
                            if (state != ComponentConfigurationDTO.ACTIVE
                                    && state != ComponentConfigurationDTO.SATISFIED) {
                                problems.add("component " + name + " is in state " + state);
                            }
                        });
        return problems;
    }

    /** Every declared component with its worst state; 0 where it has no configuration at all. */
    Map<String, Integer> components() {
        ServiceComponentRuntime runtime =
                context.getService(context.getServiceReference(ServiceComponentRuntime.class));
        Map<String, Integer> components = new TreeMap<>();
        runtime.getComponentDescriptionDTOs()
                .forEach(
                        description ->
                                components.put(
                                        description.name,
                                        runtime.getComponentConfigurationDTOs(description).stream()
                                                .mapToInt(configuration -> configuration.state)
                                                .min()
                                                .orElse(0)));
        return components;
    }

    /** Polls until it is so; the message of a failure has what is not satisfied. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Waited for " + what + "; not satisfied: " + unsatisfied());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for " + what, e);
            }
        }
    }

    @Override
    public void close() {
        container.stop();
        netbird.close();
        zitadel.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(Bundle... bundles) {
        return Arrays.stream(bundles).map(Bundle::getSymbolicName).toList();
    }
}
