// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.BundleActivator;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.KeyId;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A feature archive of one bundle, in the making. Each method gives the same with one thing
 * different.
 *
 * @param id the feature
 * @param version its version, and its bundle's
 * @param headers of the bundle's manifest, over the usual ones
 * @param extension fields of our extension as JSON, without braces
 * @param configurations OSGi's configurations as JSON
 * @param scripts migrations: name → SQL
 * @param activator what the bundle starts
 * @param key who signs it
 */
record Pack(
        String id,
        String version,
        Map<String, String> headers,
        String extension,
        String configurations,
        Map<String, String> scripts,
        Class<? extends BundleActivator> activator,
        KeyPair key) {
    /** The publisher whom the tests' hosts trust. */
    static final KeyPair ADA = pair();

    private static final List<Class<?>> CLASSES = List.of(Sample.class, Moody.class);

    /** A feature whose bundle registers a service, without a grace period. */
    static Pack of(String id, String version) {
        return new Pack(
                id,
                version,
                Map.of(),
                "\"health\": {\"startSeconds\": 5, \"graceSeconds\": 0}, \"permissions\":"
                        + " [\"framework\"]",
                "{}",
                Map.of(),
                Sample.class,
                ADA);
    }

    /** A feature with a health check, watched for some seconds. */
    static Pack moody(String id, String version, int grace) {
        return of(id, version)
                .extension(
                        "\"health\": {\"startSeconds\": 2, \"graceSeconds\": "
                                + grace
                                + "}, \"permissions\": [\"framework\"]")
                .activator(Moody.class);
    }

    Pack headers(Map<String, String> more) {
        return new Pack(id, version, more, extension, configurations, scripts, activator, key);
    }

    Pack extension(String json) {
        return new Pack(id, version, headers, json, configurations, scripts, activator, key);
    }

    Pack configurations(String json) {
        return new Pack(id, version, headers, extension, json, scripts, activator, key);
    }

    Pack scripts(Map<String, String> sql) {
        return new Pack(id, version, headers, extension, configurations, sql, activator, key);
    }

    Pack signedBy(KeyPair other) {
        return new Pack(id, version, headers, extension, configurations, scripts, activator, other);
    }

    private Pack activator(Class<? extends BundleActivator> other) {
        return new Pack(id, version, headers, extension, configurations, scripts, other, key);
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return archive(files());
    }

    byte[] unsigned() {
        Map<String, byte[]> files = files();
        files.keySet().removeIf(name -> name.startsWith("signatures/"));
        return archive(files);
    }

    Map<String, byte[]> files() {
        byte[] bundle = bundle();
        byte[] description = description(bundle);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("feature.json", description);
        files.put("bundles/bundle.jar", bundle);
        files.put("signatures/" + KeyId.of(key.getPublic()).value() + ".sig", sign(description));
        return files;
    }

    private byte[] sign(byte[] description) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(description);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] description(byte[] bundle) {
        String json =
                """
                {"feature-resource-version": "1.0", "id": "org.example:%s:%s",
                 "bundles": [{"id": "org.example:%s:%s", "file": "bundles/bundle.jar",
                   "sha256": "%s"}],
                 "configurations": %s,
                 "extensions": {"org.tuttlenetwork.lightweb": {"kind": "mandatory", "type": "json",
                   "json": {%s}}}}
                """
                        .formatted(
                                id,
                                version,
                                id,
                                version,
                                ArchiveReader.sha256(bundle),
                                configurations,
                                extension);
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] archive(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    byte[] bundle() {
        Map<String, String> all = new TreeMap<>();
        all.put("Bundle-ManifestVersion", "2");
        all.put("Bundle-SymbolicName", "sample." + id);
        all.put("Bundle-Version", version);
        all.put("LightWeb-Feature", id);
        all.put("Import-Package", "org.osgi.framework,org.tuttlenetwork.lightweb.api.health");
        all.put("Bundle-Activator", activator.getName());
        all.putAll(headers);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        all.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            manifest.write(text);
            put(jar, JarFile.MANIFEST_NAME, text.toByteArray());
            for (Class<?> type : CLASSES) {
                putClasses(jar, type);
            }
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                byte[] sql = script.getValue().getBytes(StandardCharsets.UTF_8);
                put(jar, "db/migration/" + script.getKey(), sql);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void putClasses(ZipOutputStream jar, Class<?> type) throws IOException {
        put(jar, path(type), content(type));
        for (Class<?> inner : type.getDeclaredClasses()) {
            putClasses(jar, inner);
        }
    }

    private static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] content(Class<?> type) throws IOException {
        try (InputStream in = Pack.class.getResourceAsStream("/" + path(type))) {
            if (in == null) {
                throw new IllegalStateException(type + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    /** Without the time of day: the same version has the same bytes. */
    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(Instant.parse("1980-01-01T00:00:00Z")));
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
