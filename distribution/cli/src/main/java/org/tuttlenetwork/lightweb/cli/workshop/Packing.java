// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Makes an archive of a description: a {@code feature.json} as in the archive, in which each bundle
 * names a {@code file} or a {@code folder} beside the description and lacks what is computed (id,
 * digest, symbolic name).
 *
 * @param archive the unsigned archive; the same input gives the same bytes
 * @param read the archive as a host reads it
 */
public record Packing(byte[] archive, FeatureArchive read) {
    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                            .build());

    /**
     * @param description a {@code feature.json}, or the folder that has it
     * @throws Unusable if no host would take it, naming the rule that it breaks
     */
    public static Packing of(Path description) throws IOException, Unusable {
        Path file =
                Files.isDirectory(description)
                        ? description.resolve(ArchiveReader.DESCRIPTION)
                        : description;
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode root) {
                return of(root, file.resolveSibling(""));
            }
            throw new Unusable(file + " must be an object in braces");
        } catch (JsonProcessingException e) {
            throw new Unusable(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * @param root the description
     * @param beside where its files are
     */
    public static Packing of(ObjectNode root, Path beside) throws IOException, Unusable {
        String[] id = root.path("id").asText("").split(":", -1);
        if (id.length < 3) {
            throw new Unusable("feature.json: id: must be group:feature:version");
        }
        Identity identity = new Identity(id[0], id[1], id[id.length - 1]);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(ArchiveReader.DESCRIPTION, new byte[0]);
        ArrayNode bundles = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : root.path("bundles")) {
            bundles.add(bundle(entry, identity, beside, files));
        }
        ObjectNode whole = root.deepCopy();
        whole.set("bundles", bundles);
        files.put(
                ArchiveReader.DESCRIPTION,
                JSON.writer(pretty())
                        .writeValueAsString(whole)
                        .concat("\n")
                        .getBytes(StandardCharsets.UTF_8));
        byte[] archive = ArchiveFiles.zip(files);
        try {
            return new Packing(archive, new ArchiveReader().read(archive));
        } catch (ArchiveRefused e) {
            throw new Unusable("No host would take this: " + e.why(), e);
        }
    }

    private record Identity(String group, String feature, String version) {
        String osgiVersion() {
            return version.replace("-", ".");
        }
    }

    private static ObjectNode bundle(
            JsonNode entry, Identity identity, Path beside, Map<String, byte[]> files)
            throws IOException, Unusable {
        String file = entry.path("file").asText("");
        String folder = entry.path("folder").asText("");
        if (file.isEmpty() == folder.isEmpty() || entry.size() > 1) {
            throw new Unusable(
                    "feature.json: bundles: each names a file (a jar) or a folder, and nothing"
                            + " else; pack adds the rest");
        }
        byte[] jar;
        String name;
        if (file.isEmpty()) {
            Path place = beside.resolve(folder);
            if (!Files.isDirectory(place)) {
                throw new Unusable("feature.json: bundles: there is no folder " + place);
            }
            name = identity.feature() + "-" + identity.version() + ".jar";
            jar =
                    FolderBundle.of(
                            place,
                            identity.group() + "." + identity.feature(),
                            identity.osgiVersion(),
                            identity.feature());
        } else {
            Path place = beside.resolve(file);
            name = String.valueOf(place.getFileName());
            try {
                jar = Files.readAllBytes(place);
            } catch (NoSuchFileException e) {
                throw new Unusable(
                        "feature.json: bundles: there is no file " + place + ". Is it built?", e);
            }
        }
        String path = "bundles/" + name;
        if (files.put(path, jar) != null) {
            throw new Unusable("feature.json: bundles: two are called " + name);
        }
        return described(path, jar, identity);
    }

    private static ObjectNode described(String path, byte[] jar, Identity identity)
            throws IOException, Unusable {
        byte[] manifest = ArchiveFiles.unzip(jar).getOrDefault(JarFile.MANIFEST_NAME, new byte[0]);
        Attributes headers = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
        String symbolicName = headers.getValue("Bundle-SymbolicName");
        if (symbolicName == null) {
            throw new Unusable(
                    path + " is no OSGi bundle: its manifest has no Bundle-SymbolicName");
        }
        String plain = symbolicName.split(";", -1)[0].strip();
        String version = headers.getValue("Bundle-Version");
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "id",
                        identity.group()
                                + ":"
                                + plain
                                + ":"
                                + (version == null ? "0.0.0" : version.strip()))
                .put("symbolicName", plain)
                .put("file", path)
                .put("sha256", ArchiveReader.sha256(jar));
    }

    private static DefaultPrettyPrinter pretty() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }
}
