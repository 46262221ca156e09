// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive.PackedBundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** Reads a feature archive and checks everything that can be checked before a byte of it runs. */
public final class ArchiveReader {
    /** The OSGi Feature inside an archive. */
    public static final String DESCRIPTION = "feature.json";

    private final ObjectMapper json =
            new ObjectMapper(
                    JsonFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .streamReadConstraints(
                                    StreamReadConstraints.builder().maxNestingDepth(20).build())
                            .build());

    /**
     * @param bytes the archive
     * @throws ArchiveRefused naming the rule that it breaks
     */
    public FeatureArchive read(byte[] bytes) throws ArchiveRefused {
        Map<String, byte[]> files = ArchiveEntries.read(bytes);
        byte[] description = files.get(DESCRIPTION);
        if (description == null) {
            throw new ArchiveRefused(
                    "There is no " + DESCRIPTION + " in the archive: it is no feature.");
        }
        JsonNode root = parse(description);
        String[] id = root.path("id").asText("").split(":", -1);
        if (id.length < 3) {
            throw new ArchiveRefused("feature.json: id: must be group:feature:version");
        }
        FeatureId feature = featureId(id[1]);
        Version version = version(id[id.length - 1]);
        List<PackedBundle> bundles = new ArrayList<>();
        Set<String> named = new HashSet<>(Set.of(DESCRIPTION));
        for (JsonNode entry : root.path("bundles")) {
            bundles.add(bundle(entry, files, named, feature));
        }
        if (bundles.isEmpty()) {
            throw new ArchiveRefused("feature.json: bundles: at least one");
        }
        requireNothingUnnamed(files.keySet(), named);
        return new FeatureArchive(
                feature,
                version,
                new String(description, StandardCharsets.UTF_8),
                sha256(bytes),
                bundles,
                configurations(root.path("configurations"), feature));
    }

    private JsonNode parse(byte[] description) throws ArchiveRefused {
        try {
            return json.readTree(description);
        } catch (JsonProcessingException e) {
            throw new ArchiveRefused("feature.json is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ArchiveRefused("feature.json cannot be read: " + e.getMessage(), e);
        }
    }

    private static PackedBundle bundle(
            JsonNode entry, Map<String, byte[]> files, Set<String> named, FeatureId feature)
            throws ArchiveRefused {
        String file = entry.path("file").asText("");
        String expected = entry.path("sha256").asText("");
        byte[] content = files.get(file);
        if (content == null) {
            throw new ArchiveRefused(
                    "feature.json names a file that is not in the archive: " + file);
        }
        if (!named.add(file)) {
            throw new ArchiveRefused("feature.json names a file twice: " + file);
        }
        String actual = sha256(content);
        if (!actual.equals(expected)) {
            throw new ArchiveRefused(
                    file
                            + " is not what feature.json says: its SHA-256 is "
                            + actual
                            + ", not "
                            + expected);
        }
        Attributes manifest = manifest(file, content);
        String header = manifest.getValue(FeatureId.HEADER);
        if (header == null || !header.strip().equals(feature.value())) {
            throw new ArchiveRefused(
                    file
                            + " says that it belongs to feature "
                            + header
                            + ", but it came in "
                            + feature);
        }
        requireNoPrivilege(file, manifest);
        String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (symbolicName == null) {
            throw new ArchiveRefused(file + " is no OSGi bundle: it has no Bundle-SymbolicName");
        }
        String version = manifest.getValue(Constants.BUNDLE_VERSION);
        return new PackedBundle(
                symbolicName.split(";", -1)[0].strip(),
                version(version == null ? "0.0.0" : version),
                actual,
                content);
    }

    /**
     * A fragment of the system bundle or a dynamic import of everything would reach past the
     * bundle's own doors.
     */
    private static void requireNoPrivilege(String file, Attributes manifest) throws ArchiveRefused {
        if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new ArchiveRefused(
                    file + " is a fragment; a feature brings bundles of its own only");
        }
        String dynamic = manifest.getValue(Constants.DYNAMICIMPORT_PACKAGE);
        if (dynamic != null && dynamic.strip().startsWith("*")) {
            throw new ArchiveRefused(
                    file + " imports every package dynamically; name the packages");
        }
    }

    private static Attributes manifest(String file, byte[] content) throws ArchiveRefused {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(content), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw new ArchiveRefused(file + " has no manifest as its first entry");
            }
            return manifest.getMainAttributes();
        } catch (IOException e) {
            throw new ArchiveRefused(file + " is not a readable jar", e);
        }
    }

    private static void requireNothingUnnamed(Set<String> files, Set<String> named)
            throws ArchiveRefused {
        for (String file : files) {
            if (!named.contains(file) && !file.startsWith("META-INF/")) {
                throw new ArchiveRefused(
                        "The archive carries a file that feature.json does not name: " + file);
            }
        }
    }

    private Map<String, Map<String, Object>> configurations(JsonNode node, FeatureId feature)
            throws ArchiveRefused {
        Map<String, Map<String, Object>> configurations = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String pid = entry.getKey();
            if (!pid.equals("lightweb." + feature)
                    && !pid.startsWith("lightweb." + feature + ".")) {
                throw new ArchiveRefused(
                        "feature.json configures "
                                + pid
                                + "; a feature configures lightweb."
                                + feature
                                + " only");
            }
            Map<String, Object> properties = new HashMap<>();
            entry.getValue()
                    .properties()
                    .forEach(
                            property ->
                                    properties.put(
                                            property.getKey(), property.getValue().asText()));
            configurations.put(pid, properties);
        }
        return configurations;
    }

    private static FeatureId featureId(String value) throws ArchiveRefused {
        try {
            return new FeatureId(value);
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefused("feature.json: id: " + e.getMessage(), e);
        }
    }

    private static Version version(String value) throws ArchiveRefused {
        try {
            return Version.parseVersion(value.replace("-", "."));
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefused("Not a version: " + value, e);
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
