// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes a feature archive: an OSGi Feature (R8) that names each bundle by its SHA-256, and the
 * bundles.
 */
public final class FeaturePacker {
    private static final FileTime EPOCH = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

    private FeaturePacker() {}

    /**
     * @param feature the feature's id
     * @param version its version
     * @param bundles its bundles
     * @return the archive; the same input gives the same bytes
     */
    public static byte[] pack(String feature, String version, List<Path> bundles) {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.put("feature-resource-version", "1.0");
        description.put("id", "org.tuttlenetwork.lightweb:" + feature + ":" + version);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (Path bundle : bundles) {
                String name = String.valueOf(bundle.getFileName());
                description
                        .withArray("bundles")
                        .addObject()
                        .put(
                                "id",
                                "org.tuttlenetwork.lightweb:"
                                        + name.replaceFirst("\\.jar$", "")
                                        + ":"
                                        + version)
                        .put("file", "bundles/" + name)
                        .put("sha256", sha256(Files.readAllBytes(bundle)));
            }
            put(zip, "feature.json", description.toPrettyString().getBytes(StandardCharsets.UTF_8));
            for (Path bundle : bundles) {
                put(zip, "bundles/" + bundle.getFileName(), Files.readAllBytes(bundle));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A bundle cannot be read", e);
        }
        return archive.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(EPOCH);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
