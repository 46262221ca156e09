// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import org.osgi.framework.Constants;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Reads the manifests of an archive's bundles as the framework will, and unpacks the rest once into
 * nothing: what lies inside is bounded, for all of them together, before a framework meets it.
 */
final class BundleJars {
    private static final int MOST_ENTRIES = 20_000;
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final int MOST_MANIFEST_BYTES = 256 * 1024;
    private static final Pattern ARCHIVE =
            Pattern.compile(".*\\.(jar|zip|war|ear|par|rar)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECOND_MANIFEST =
            Pattern.compile("META-INF/versions/[0-9]+/OSGI-INF/MANIFEST\\.MF");

    private static final List<String> PLATFORM =
            List.of(
                    "java.",
                    "jakarta.",
                    "org.osgi.",
                    "org.slf4j.",
                    "org.tuttlenetwork.lightweb.api.",
                    "org.tuttlenetwork.lightweb.revision.");

    private long left = MOST_BYTES;

    /**
     * The main attributes of a bundle's manifest.
     *
     * @param file what the archive calls it, for refusals
     * @throws ArchiveRefused if the jar lies, is too much, has an archive of its own inside, or its
     *     manifest can be read in two ways
     */
    Attributes manifest(String file, byte[] jar) throws ArchiveRefused {
        try {
            Attributes manifest = read(jar);
            requirePlain(manifest);
            return manifest;
        } catch (ArchiveRefused e) {
            throw new ArchiveRefused("In " + file + ": " + e.why(), e);
        }
    }

    private Attributes read(byte[] jar) throws ArchiveRefused {
        List<ZipPart> parts = ZipLayout.of(jar, MOST_ENTRIES, MOST_BYTES);
        left -= parts.stream().mapToLong(ZipPart::size).sum();
        if (left < 0) {
            throw new ArchiveRefused(
                    "The bundles up to here unpack to more than "
                            + MOST_BYTES / 1024 / 1024
                            + " MiB together.");
        }
        byte[] text = null;
        for (ZipPart part : parts) {
            String name = part.name();
            if (ARCHIVE.matcher(name).matches()) {
                throw new ArchiveRefused(
                        "There is an archive inside the bundle: "
                                + name
                                + ". Unpack it into the bundle, or make it a bundle of the"
                                + " feature.");
            }
            if (SECOND_MANIFEST.matcher(name).matches()) {
                throw new ArchiveRefused(
                        "There is a second manifest for some versions of Java: " + name + ".");
            }
            if (name.equals(JarFile.MANIFEST_NAME)) {
                text = manifestText(part, jar);
            } else if (name.equalsIgnoreCase(JarFile.MANIFEST_NAME)) {
                throw new ArchiveRefused(
                        "The manifest's path is " + name + "; not every reader finds it.");
            } else {
                part.check(jar);
            }
        }
        if (text == null) {
            throw new ArchiveRefused("There is no " + JarFile.MANIFEST_NAME + ": it is no bundle.");
        }
        requireOnce(text);
        try {
            return new Manifest(new ByteArrayInputStream(text)).getMainAttributes();
        } catch (IOException e) {
            throw new ArchiveRefused("The manifest cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] manifestText(ZipPart part, byte[] jar) throws ArchiveRefused {
        if (part.size() > MOST_MANIFEST_BYTES) {
            throw new ArchiveRefused(
                    "The manifest has more than " + MOST_MANIFEST_BYTES / 1024 + " KiB.");
        }
        return part.content(jar);
    }

    /** Readers differ in which of two headers of one name they take. */
    private static void requireOnce(byte[] manifest) throws ArchiveRefused {
        Set<String> names = new HashSet<>();
        String text = new String(manifest, StandardCharsets.UTF_8);
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (line.isEmpty()) {
                return;
            }
            int colon = line.indexOf(':');
            if (!line.startsWith(" ")
                    && colon > 0
                    && !names.add(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
                throw new ArchiveRefused(
                        "The manifest says " + line.substring(0, colon) + " twice.");
            }
        }
    }

    /** What would reach past the bundle's own doors. */
    private static void requirePlain(Attributes manifest) throws ArchiveRefused {
        if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new ArchiveRefused(
                    "The bundle is a fragment; a feature brings bundles of its own only.");
        }
        if (manifest.getValue(Constants.REQUIRE_BUNDLE) != null) {
            throw new ArchiveRefused("The bundle requires whole bundles; import packages instead.");
        }
        String classPath = manifest.getValue(Constants.BUNDLE_CLASSPATH);
        if (classPath != null && !classPath.strip().equals(".")) {
            throw new ArchiveRefused(
                    "The bundle has a class path of its own ("
                            + classPath
                            + "); unpack into the bundle what it needs.");
        }
        requireOwnExports(manifest);
        String dynamic = manifest.getValue(Constants.DYNAMICIMPORT_PACKAGE);
        if (dynamic != null && dynamic.contains("*")) {
            throw new ArchiveRefused(
                    "The bundle imports packages dynamically by wildcard; name the packages.");
        }
    }

    /** Whoever imports a package of the platform must get the platform's. */
    private static void requireOwnExports(Attributes manifest) throws ArchiveRefused {
        String exports = manifest.getValue(Constants.EXPORT_PACKAGE);
        if (exports == null) {
            return;
        }
        for (HeaderClauses.Clause clause : HeaderClauses.of(exports)) {
            for (String name : clause.paths()) {
                if (PLATFORM.stream().anyMatch(prefix -> (name + ".").startsWith(prefix))) {
                    throw new ArchiveRefused(
                            "The bundle exports " + name + ", which is the platform's.");
                }
            }
        }
    }
}
