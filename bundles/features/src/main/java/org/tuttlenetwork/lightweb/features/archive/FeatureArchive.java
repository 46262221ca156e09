// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import org.osgi.framework.Version;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A feature archive that was read and holds what it says: one jar with an OSGi Feature (R8, {@code
 * feature.json}), its bundles, and signatures over the exact bytes of {@code feature.json}. Whether
 * anybody trusts those signatures is not said here.
 *
 * @param feature which feature
 * @param version the feature's version
 * @param description the exact text of {@code feature.json}: its UTF-8 is what was signed
 * @param sha256 the digest of the whole archive, lower-case hex
 * @param bundles its bundles in the order of the description; at least one
 * @param configurations default configurations, PID → properties: text, Boolean, Long, Double or a
 *     list of text
 * @param declaration what the publisher says of it
 * @param signatures raw Ed25519 signatures, 64 bytes each, by key; empty where it is unsigned
 */
public record FeatureArchive(
        FeatureId feature,
        Version version,
        String description,
        String sha256,
        List<PackedBundle> bundles,
        Map<String, Map<String, Object>> configurations,
        Declaration declaration,
        Map<KeyId, byte[]> signatures) {
    public FeatureArchive {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
        signatures = Map.copyOf(signatures);
    }

    /** The exact bytes of {@code feature.json}. */
    public byte[] signedBytes() {
        return description.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The digest of {@code feature.json}, lower-case hex: the same for the same content, whoever
     * signed it, since it names every other file by digest.
     */
    public String contentSha256() {
        return ArchiveReader.sha256(signedBytes());
    }

    /**
     * A bundle of the archive.
     *
     * @param symbolicName from its manifest
     * @param version from its manifest
     * @param sha256 its digest, lower-case hex
     * @param imports what it imports, also dynamically
     * @param content the jar's bytes
     */
    public record PackedBundle(
            String symbolicName,
            Version version,
            String sha256,
            List<PackageImport> imports,
            byte[] content) {
        public PackedBundle {
            imports = List.copyOf(imports);
        }
    }
}
