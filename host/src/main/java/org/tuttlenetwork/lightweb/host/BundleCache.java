// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The framework's storage, kept from one start to the next. It is a cache: made anew when the host,
 * the JDK, the libraries or the place changed, and brought in line with the declared bundles
 * otherwise. Bundles that others installed are left alone.
 */
final class BundleCache {
    private final Path storage;
    private final Path keyFile;
    private final Path record;
    private final String key;

    BundleCache(Path data, String key) {
        storage = data.resolve("cache/framework");
        keyFile = storage.resolve("lightweb.key");
        record = storage.resolve("lightweb.bundles");
        this.key = key;
    }

    /** What a kept storage depends on, as a short text. */
    static String key(String version, Path home, SystemPackages packages) {
        String all =
                String.join(
                        "\n",
                        version,
                        Runtime.version().toString(),
                        home.toString(),
                        packages.property());
        return DeclaredBundle.digest(all.getBytes(StandardCharsets.UTF_8));
    }

    Path storage() {
        return storage;
    }

    /** Whether what is there may be used. */
    boolean usable() throws IOException {
        return Files.isRegularFile(keyFile) && Files.readString(keyFile).equals(key);
    }

    /**
     * Installs what is new, updates what changed, uninstalls what is gone. The framework is
     * initialized and nothing in it has started.
     *
     * @param problems gets a sentence for each file that the framework refuses
     */
    Map<DeclaredBundle, Bundle> reconcile(
            BundleContext context, List<DeclaredBundle> declared, List<String> problems)
            throws IOException {
        Map<String, String> before = readRecord();
        Map<String, DeclaredBundle> wanted =
                declared.stream().collect(Collectors.toMap(DeclaredBundle::location, b -> b));
        for (String location : before.keySet()) {
            Bundle bundle = context.getBundle(location);
            if (bundle != null && !wanted.containsKey(location)) {
                change(location, problems, bundle::uninstall);
            }
        }
        Map<DeclaredBundle, Bundle> bundles = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (DeclaredBundle bundle : declared) {
            Bundle there = context.getBundle(bundle.location());
            boolean changed = !bundle.digest().equals(before.get(bundle.location()));
            boolean done =
                    there == null
                            ? change(
                                    bundle.jar().toString(),
                                    problems,
                                    () -> context.installBundle(bundle.location()))
                            : !changed || change(bundle.jar().toString(), problems, there::update);
            Bundle now = context.getBundle(bundle.location());
            if (done && now != null) {
                bundles.put(bundle, now);
                lines.add(bundle.digest() + " " + bundle.location());
            }
        }
        Files.write(record, lines);
        Files.writeString(keyFile, key);
        return bundles;
    }

    private Map<String, String> readRecord() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        if (Files.isRegularFile(record)) {
            for (String line : Files.readAllLines(record)) {
                int space = line.indexOf(' ');
                digests.put(line.substring(space + 1), line.substring(0, space));
            }
        }
        return digests;
    }

    private interface Change {
        void run() throws BundleException;
    }

    private static boolean change(String what, List<String> problems, Change change) {
        try {
            change.run();
            return true;
        } catch (BundleException e) {
            problems.add(what + ": the framework refuses it: " + e.getMessage());
            return false;
        }
    }
}
