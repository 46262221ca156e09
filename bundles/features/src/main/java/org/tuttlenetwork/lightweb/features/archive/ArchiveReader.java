// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.DescriptionReader.Description;
import org.tuttlenetwork.lightweb.features.archive.DescriptionReader.NamedFile;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive.PackedBundle;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a feature archive and checks everything that can be checked before a byte of it runs.
 * Whoever signed it is looked at elsewhere.
 */
public final class ArchiveReader {
    /** The OSGi Feature inside an archive. */
    public static final String DESCRIPTION = "feature.json";

    /** How many bytes an archive may have, and how many its files together. */
    public static final int MOST_BYTES = ArchiveEntries.MOST_BYTES;

    private static final String SIGNATURES = "signatures/";
    private static final Pattern SIGNATURE = Pattern.compile(SIGNATURES + "([0-9a-f]{16})\\.sig");
    private static final int SIGNATURE_BYTES = 64;
    private static final int MOST_SIGNATURES = 8;

    private final DescriptionReader descriptions = new DescriptionReader();

    /** Where the signature by a key stands in an archive. */
    public static String signaturePath(KeyId key) {
        return SIGNATURES + key + ".sig";
    }

    /**
     * Reads an archive from wherever it comes, and no more bytes than an archive may have.
     *
     * @throws ArchiveRefused naming the rule that it breaks
     * @throws IOException if the source cannot be read
     */
    public FeatureArchive read(InputStream in) throws ArchiveRefused, IOException {
        return read(ArchiveEntries.bounded(in));
    }

    /**
     * @param bytes the archive
     * @throws ArchiveRefused naming the rule that it breaks
     */
    public FeatureArchive read(byte[] bytes) throws ArchiveRefused {
        Map<String, byte[]> files = ArchiveEntries.read(bytes);
        byte[] text = files.get(DESCRIPTION);
        if (text == null) {
            throw new ArchiveRefused(
                    "There is no " + DESCRIPTION + " in the archive: it is no feature.");
        }
        requireFirst(files.keySet());
        Description description = descriptions.read(text);
        requireNothingUnnamed(files.keySet(), description.bundles());
        return new FeatureArchive(
                description.feature(),
                description.version(),
                description.text(),
                sha256(bytes),
                bundles(description, files),
                description.configurations(),
                description.declaration(),
                signatures(files));
    }

    /** Only a manifest, which some tools put there, may come before the description. */
    private static void requireFirst(Set<String> files) throws ArchiveRefused {
        for (String file : files) {
            if (file.equals(DESCRIPTION)) {
                return;
            }
            if (!file.equals(JarFile.MANIFEST_NAME)) {
                throw new ArchiveRefused(
                        DESCRIPTION + " is not the archive's first file; " + file + " is.");
            }
        }
    }

    private static void requireNothingUnnamed(Set<String> files, List<NamedFile> bundles)
            throws ArchiveRefused {
        Set<String> known = new HashSet<>(Set.of(DESCRIPTION, JarFile.MANIFEST_NAME));
        bundles.forEach(bundle -> known.add(bundle.file()));
        for (String file : files) {
            if (!known.contains(file) && !file.startsWith(SIGNATURES)) {
                throw new ArchiveRefused(
                        "The archive carries a file that feature.json does not name: " + file);
            }
        }
    }

    private static Map<KeyId, byte[]> signatures(Map<String, byte[]> files) throws ArchiveRefused {
        Map<KeyId, byte[]> signatures = new HashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().startsWith(SIGNATURES)) {
                continue;
            }
            Matcher name = SIGNATURE.matcher(file.getKey());
            if (!name.matches() || file.getValue().length != SIGNATURE_BYTES) {
                throw new ArchiveRefused(
                        file.getKey()
                                + " is no signature: that is "
                                + SIGNATURES
                                + "<key id>.sig with the "
                                + SIGNATURE_BYTES
                                + " raw bytes of Ed25519");
            }
            signatures.put(new KeyId(name.group(1)), file.getValue());
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new ArchiveRefused(
                    "The archive has more than " + MOST_SIGNATURES + " signatures.");
        }
        return signatures;
    }

    private static List<PackedBundle> bundles(Description description, Map<String, byte[]> files)
            throws ArchiveRefused {
        List<PackedBundle> bundles = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        BundleJars jars = new BundleJars();
        for (NamedFile named : description.bundles()) {
            PackedBundle bundle = bundle(description, jars, named, files.get(named.file()));
            String other = names.put(bundle.symbolicName(), named.file());
            if (other != null) {
                throw new ArchiveRefused(
                        other
                                + " and "
                                + named.file()
                                + " both say that they are the bundle "
                                + bundle.symbolicName());
            }
            bundles.add(bundle);
        }
        return bundles;
    }

    private static PackedBundle bundle(
            Description description, BundleJars jars, NamedFile named, byte @Nullable [] content)
            throws ArchiveRefused {
        String file = named.file();
        if (content == null) {
            throw new ArchiveRefused(
                    "feature.json names a file that is not in the archive: " + file);
        }
        String actual = sha256(content);
        if (!actual.equals(named.sha256())) {
            throw new ArchiveRefused(
                    file
                            + " is not what feature.json says: its SHA-256 is "
                            + actual
                            + ", not "
                            + named.sha256());
        }
        Attributes manifest = jars.manifest(file, content);
        String header = manifest.getValue(FeatureId.HEADER);
        if (header == null || !header.strip().equals(description.feature().value())) {
            throw new ArchiveRefused(
                    file
                            + " says that it belongs to feature "
                            + header
                            + ", but it came in "
                            + description.feature());
        }
        String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (symbolicName == null) {
            throw new ArchiveRefused(file + " is no OSGi bundle: it has no Bundle-SymbolicName");
        }
        symbolicName = symbolicName.split(";", -1)[0].strip();
        String written = manifest.getValue(Constants.BUNDLE_VERSION);
        Version version = DescriptionReader.version(written == null ? "0.0.0" : written.strip());
        requireNamed(named, symbolicName, version);
        List<PackageImport> imports = BundleRules.imports(file, manifest);
        BundleRules.require(file, manifest, imports, description.declaration().permissions());
        BundleRules.requireOwnSchema(file, manifest, description.feature());
        return new PackedBundle(symbolicName, version, actual, imports, content);
    }

    private static void requireNamed(NamedFile named, String symbolicName, Version version)
            throws ArchiveRefused {
        boolean sameName = named.symbolicName().filter(n -> !n.equals(symbolicName)).isEmpty();
        if (!sameName || !named.version().equals(version)) {
            throw new ArchiveRefused(
                    "feature.json says that "
                            + named.file()
                            + " is the bundle "
                            + named.symbolicName().orElse(symbolicName)
                            + " "
                            + named.version()
                            + "; its own manifest says "
                            + symbolicName
                            + " "
                            + version);
        }
    }

    /** SHA-256 as lower-case hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
