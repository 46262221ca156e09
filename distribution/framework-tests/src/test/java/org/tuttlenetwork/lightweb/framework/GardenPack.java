// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import org.example.garden.Bed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The sample feature as an archive, packed and signed as a publisher would do it, by nothing but
 * the JDK. Each method gives the same with one thing different.
 *
 * @param id the feature
 * @param version its version, and its bundle's
 * @param task the name of its queued task
 * @param graceSeconds how long it is watched
 * @param parts the components that it brings
 * @param claims {@code paths} and {@code sections} of its {@code feature.json}
 * @param configured the PID that it brings a default for
 * @param headers of its bundle, over the usual ones
 */
record GardenPack(
        String id,
        String version,
        String task,
        int graceSeconds,
        Set<Part> parts,
        String claims,
        String configured,
        Map<String, String> headers) {
    private static final KeyPair KEY = pair();
    private static final String API = "org.tuttlenetwork.lightweb.api.";
    private static final String IMPORTS =
            Stream.of("data", "feed", "health", "identity", "portal", "web", "work")
                            .map(name -> API + name)
                            .collect(Collectors.joining(","))
                    + ",jakarta.annotation.security,jakarta.persistence,jakarta.ws.rs,jakarta.ws.rs.core";

    /** One of everything, without a grace period. */
    static GardenPack of(String version) {
        return new GardenPack(
                "garden",
                version,
                "watering",
                0,
                Part.GARDEN,
                "\"paths\": [\"garden\"], \"sections\": [\"garden\"]",
                "lightweb.garden",
                Map.of());
    }

    GardenPack id(String other) {
        return new GardenPack(
                other, version, task, graceSeconds, parts, claims, "lightweb." + other, headers);
    }

    GardenPack task(String other) {
        return new GardenPack(id, version, other, graceSeconds, parts, claims, configured, headers);
    }

    GardenPack grace(int seconds) {
        return new GardenPack(id, version, task, seconds, parts, claims, configured, headers);
    }

    GardenPack parts(Set<Part> others) {
        return new GardenPack(id, version, task, graceSeconds, others, claims, configured, headers);
    }

    GardenPack claims(String json) {
        return new GardenPack(id, version, task, graceSeconds, parts, json, configured, headers);
    }

    GardenPack configured(String pid) {
        return new GardenPack(id, version, task, graceSeconds, parts, claims, pid, headers);
    }

    GardenPack header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new GardenPack(
                id, version, task, graceSeconds, parts, claims, configured, Map.copyOf(more));
    }

    /** What an administrator puts into {@code etc/publishers/} to trust it. */
    static String publisher() {
        return """
        name = Gardener
        public_key = %s
        expires = 2099-12-31
        features = *
        """
                .formatted(Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded()));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        byte[] bundle = bundle();
        byte[] description = description(bundle).getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("feature.json", description);
        files.put("bundles/bundle.jar", bundle);
        files.put("signatures/" + keyId() + ".sig", sign(description));
        return zip(files);
    }

    private static String keyId() {
        return sha256(KEY.getPublic().getEncoded()).substring(0, 16);
    }

    private static byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEY.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String description(byte[] bundle) {
        return """
        {"feature-resource-version": "1.0", "id": "org.example:%s:%s",
         "bundles": [{"id": "org.example:%s:%s", "file": "bundles/bundle.jar", "sha256": "%s"}],
         "configurations": {"%s": {"revision": "%s"}},
         "extensions": {"org.tuttlenetwork.lightweb": {"kind": "mandatory", "type": "json",
           "json": {"permissions": ["database", "schedule", "changes"],
             "health": {"startSeconds": 30, "graceSeconds": %d}, %s}}}}
        """
                .formatted(
                        id,
                        version,
                        id,
                        version,
                        sha256(bundle),
                        configured,
                        version,
                        graceSeconds,
                        claims);
    }

    private byte[] bundle() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(JarFile.MANIFEST_NAME, manifest());
        files.putAll(classes());
        files.put("revision.txt", utf8(version));
        files.put("task.txt", utf8(task));
        files.put("db/migration/V1__beds.sql", utf8("create table Bed (name text primary key);\n"));
        files.put("icon.svg", utf8("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        files.put("service.yaml", utf8(serviceType()));
        parts.forEach(part -> files.put(part.file(), utf8(part.xml())));
        return zip(files);
    }

    private String serviceType() {
        return """
        schemaVersion: 1
        id: org.example.%s
        kind: files
        name: {en: Garden, fr: Jardin}
        summary: {en: Beds, fr: Planches}
        license: Apache-2.0
        endpoints: [{name: web, protocol: https, port: 443}]
        """
                .formatted(id);
    }

    private byte[] manifest() {
        Map<String, String> all = new TreeMap<>();
        all.put("Bundle-ManifestVersion", "2");
        all.put("Bundle-SymbolicName", "sample." + id);
        all.put("Bundle-Version", version);
        all.put("LightWeb-Feature", id);
        all.put("LightWeb-Service", "service.yaml");
        all.put("Import-Package", IMPORTS);
        all.put("Provide-Capability", unit(id));
        if (!parts.isEmpty()) {
            all.put("Service-Component", String.join(",", parts.stream().map(Part::file).toList()));
        }
        all.putAll(headers);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        all.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            manifest.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The capability of a bundle with a schema. */
    static String unit(String feature) {
        return "lightweb.unit;unit=%s;entities:List<String>=\"%s\""
                .formatted(feature, Bed.class.getName());
    }

    private static Map<String, byte[]> classes() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            Path root =
                    Path.of(Bed.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path folder = root.resolve(Bed.class.getPackageName().replace('.', '/'));
            try (Stream<Path> found = Files.list(folder)) {
                for (Path file : found.sorted().toList()) {
                    files.put(root.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        files.keySet().removeIf(name -> name.endsWith("package-info.class"));
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                // Without the time of day: the same version has the same bytes.
                entry.setLastModifiedTime(FileTime.from(Instant.parse("1980-01-01T00:00:00Z")));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
