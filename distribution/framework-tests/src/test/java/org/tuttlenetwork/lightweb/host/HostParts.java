// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogService;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The host's own parts, over a framework that a test has started instead of the host. */
public final class HostParts {
    private final BundleContext context;
    private final Map<DeclaredBundle, Bundle> declared = new HashMap<>();
    private final Map<Bundle, String> failures = new HashMap<>();

    /** Pax Exam calls an error what is not yet started on purpose. */
    private static final Map<String, String> QUIET = Map.of("org.ops4j", "off");

    /** A jar of the archive's {@code bundles/}. */
    public record Declared(Path jar, boolean boot, boolean feature) {}

    public HostParts(BundleContext context) {
        this.context = context;
        context.registerService(
                new String[] {
                    LogService.class.getName(), org.osgi.service.log.LoggerFactory.class.getName()
                },
                new OsgiLog(),
                null);
    }

    /** What the archive declares, as the host reads it. */
    public static List<Declared> declared(Path home) throws IOException {
        return DeclaredBundle.in(home.resolve("bundles")).stream()
                .map(
                        bundle ->
                                new Declared(
                                        bundle.jar(),
                                        bundle.group() == DeclaredBundle.Group.BOOT,
                                        bundle.group() == DeclaredBundle.Group.FEATURES))
                .toList();
    }

    /** Warnings only, from now on. */
    public static void quiet() {
        logging().levels(QUIET);
    }

    /** The same, where the files of {@code etc/} say which levels hold. */
    public static void quiet(Path etc) throws IOException {
        List<String> lines =
                QUIET.entrySet().stream()
                        .map(level -> level.getKey() + " = " + level.getValue())
                        .toList();
        Files.write(etc.resolve(ConfigurationFiles.LOGGING_PID + ConfigurationFile.ENDING), lines);
    }

    private static Logging logging() {
        return Logging.install(Map.of("LIGHTWEB_LOG_LEVEL", "warn"));
    }

    /** For {@code org.osgi.framework.system.packages.extra}. */
    public static String systemPackages() {
        return SystemPackages.ofHost().property();
    }

    /** Hands the files of {@code etc/} to Config Admin, as the host does before the core starts. */
    public void configure(Path etc) {
        ServiceReference<ConfigurationAdmin> reference =
                context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationFiles files =
                new ConfigurationFiles(
                        etc,
                        new ConfigurationFile.Sources(
                                System::getenv, context::getProperty, List.of()),
                        context.getService(reference),
                        logging());
        files.load();
        if (!files.problems().isEmpty()) {
            throw new AssertionError(String.join("\n", files.problems()));
        }
    }

    /** The host's diagnosis of these bundles, published as the host does. */
    public Supplier<List<String>> diagnose(Path home, Map<Path, Bundle> bundles)
            throws IOException {
        Map<DeclaredBundle, Bundle> all = new LinkedHashMap<>();
        for (DeclaredBundle bundle : DeclaredBundle.in(home.resolve("bundles"))) {
            all.put(bundle, bundles.get(bundle.jar()));
        }
        declared.putAll(all);
        Diagnosis diagnosis = new Diagnosis(context, declared, failures, List::of);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("lightweb.diagnosis", "true");
        context.registerService(Supplier.class, diagnosis, properties);
        Function<Bundle, List<String>> ofBundle = diagnosis::ofBundle;
        properties.put("lightweb.diagnosis", "bundle");
        context.registerService(Function.class, ofBundle, properties);
        return diagnosis;
    }

    /** A bundle of the archive that was installed anew. */
    public void replaced(Bundle before, Bundle now) {
        declared.replaceAll((_, bundle) -> bundle.equals(before) ? now : bundle);
    }
}
