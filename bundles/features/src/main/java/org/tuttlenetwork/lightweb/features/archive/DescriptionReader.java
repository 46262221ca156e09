// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.osgi.framework.Version;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code feature.json}: an OSGi Feature (Compendium 8, chapter 159) that names its bundles'
 * files by SHA-256. OSGi's variables and framework properties are not for plugins.
 */
public final class DescriptionReader {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_DEPTH = 20;
    private static final int MOST_BUNDLES = 100;
    private static final int MOST_CONFIGURATIONS = 50;
    private static final int MOST_PROPERTIES = 200;
    private static final int LONGEST_VALUE = 4000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}");
    private static final Pattern TYPED_ID =
            Pattern.compile("[^:]+:[^:]+(:osgifeature(:[^:]+)?)?:[^:]+");

    private final ObjectMapper json =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    // OSGi's features may have comments.
                                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .maxNumberLength(20)
                                                    .maxStringLength(MOST_BYTES)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * What {@code feature.json} says.
     *
     * @param feature which feature
     * @param version its version
     * @param text the exact text
     * @param bundles the files that it names
     * @param configurations PID → properties
     * @param declaration what the publisher says of it
     */
    public record Description(
            FeatureId feature,
            Version version,
            String text,
            List<NamedFile> bundles,
            Map<String, Map<String, Object>> configurations,
            Declaration declaration) {
        public Description {
            bundles = List.copyOf(bundles);
            configurations = Map.copyOf(configurations);
        }
    }

    /**
     * A bundle that it names.
     *
     * @param file its path in the archive
     * @param sha256 the digest that it must have
     * @param version the version that its manifest must have
     * @param symbolicName the name that its manifest must have; empty where nothing is said
     */
    public record NamedFile(
            String file, String sha256, Version version, Optional<String> symbolicName) {}

    /**
     * @param bytes of {@code feature.json}
     * @throws ArchiveRefused naming the field that breaks a rule
     */
    public Description read(byte[] bytes) throws ArchiveRefused {
        String text = text(bytes);
        JsonFields root =
                JsonFields.of(
                        "feature.json: ",
                        parse(text),
                        "feature-resource-version",
                        "id",
                        "name",
                        "description",
                        "categories",
                        "complete",
                        "vendor",
                        "license",
                        "docURL",
                        "SCM",
                        "bundles",
                        "configurations",
                        "extensions");
        if (!root.text("feature-resource-version", 10).orElse("1.0").equals("1.0")) {
            throw new ArchiveRefused("feature.json: feature-resource-version: must be 1.0");
        }
        String whole = root.text("id", 300).orElse("");
        if (!TYPED_ID.matcher(whole).matches()) {
            throw new ArchiveRefused("feature.json: id: must be group:feature:version");
        }
        String[] id = whole.split(":", -1);
        FeatureId feature = featureId(id[1]);
        return new Description(
                feature,
                version(id[id.length - 1]),
                text,
                bundles(root),
                configurations(root.raw("configurations"), feature),
                DeclarationReader.read(root));
    }

    /** Text that gives the same bytes again. */
    private static String text(byte[] bytes) throws ArchiveRefused {
        if (bytes.length > MOST_BYTES) {
            throw new ArchiveRefused("feature.json has more than " + MOST_BYTES / 1024 + " KiB.");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ArchiveRefused("feature.json is not UTF-8.", e);
        }
    }

    private JsonNode parse(String text) throws ArchiveRefused {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ArchiveRefused("feature.json is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<NamedFile> bundles(JsonFields root) throws ArchiveRefused {
        List<NamedFile> bundles = new ArrayList<>();
        Set<String> files = new HashSet<>();
        for (JsonNode entry : root.list("bundles", MOST_BUNDLES)) {
            JsonFields fields =
                    JsonFields.of(
                            "feature.json: bundles: ",
                            entry,
                            "id",
                            "file",
                            "sha256",
                            "symbolicName");
            String file = fields.text("file", 300).orElse("");
            if (!files.add(file)) {
                throw new ArchiveRefused("feature.json names a file twice: " + file);
            }
            String sha256 = fields.text("sha256", 64).orElse("");
            if (!SHA256.matcher(sha256).matches()) {
                throw new ArchiveRefused(
                        "feature.json: bundles: sha256: must be 64 of 0-9 and a-f");
            }
            String[] id = fields.text("id", 300).orElse("").split(":", -1);
            if (id.length < 3) {
                throw new ArchiveRefused("feature.json: bundles: id: must be group:name:version");
            }
            bundles.add(
                    new NamedFile(
                            file,
                            sha256,
                            version(id[id.length - 1]),
                            fields.text("symbolicName", 200)));
        }
        if (bundles.isEmpty()) {
            throw new ArchiveRefused("feature.json: bundles: at least one");
        }
        return bundles;
    }

    private static Map<String, Map<String, Object>> configurations(JsonNode node, FeatureId feature)
            throws ArchiveRefused {
        if (!node.isMissingNode() && !node.isObject() || node.size() > MOST_CONFIGURATIONS) {
            throw new ArchiveRefused(
                    "feature.json: configurations: must be an object with at most "
                            + MOST_CONFIGURATIONS
                            + " PIDs");
        }
        Map<String, Map<String, Object>> configurations = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String pid = entry.getKey();
            if (!pid.equals("lightweb." + feature)
                    && !pid.startsWith("lightweb." + feature + ".")) {
                throw new ArchiveRefused(
                        "feature.json configures "
                                + JsonFields.shown(pid)
                                + "; a feature configures lightweb."
                                + feature
                                + " only");
            }
            configurations.put(pid, properties(pid, entry.getValue()));
        }
        return configurations;
    }

    private static Map<String, Object> properties(String pid, JsonNode node) throws ArchiveRefused {
        String place = "feature.json: configurations: " + JsonFields.shown(pid) + ": ";
        if (!node.isObject() || node.size() > MOST_PROPERTIES) {
            throw new ArchiveRefused(
                    place + "must be an object with at most " + MOST_PROPERTIES + " properties");
        }
        Map<String, Object> properties = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!PROPERTY.matcher(property.getKey()).matches()) {
                throw new ArchiveRefused(
                        place
                                + "not the name of a property: "
                                + JsonFields.shown(property.getKey()));
            }
            properties.put(
                    property.getKey(),
                    value(place + property.getKey() + ": ", property.getValue()));
        }
        return Map.copyOf(properties);
    }

    /** The types that OSGi's Configurator gives to JSON (Compendium 8, section 150.2.2). */
    private static Object value(String place, JsonNode value) throws ArchiveRefused {
        if (value.isArray() && value.size() <= MOST_PROPERTIES) {
            List<String> texts = new ArrayList<>();
            for (JsonNode each : value) {
                texts.add(JsonFields.text(place, each, LONGEST_VALUE));
            }
            return List.copyOf(texts);
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        if (value.isTextual() && value.textValue().length() <= LONGEST_VALUE) {
            return value.textValue();
        }
        throw new ArchiveRefused(
                place + "must be text, a number, true or false, or a list of texts");
    }

    private static FeatureId featureId(String value) throws ArchiveRefused {
        try {
            return new FeatureId(value);
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefused(
                    "feature.json: id: A feature id has 2 to 40 of a-z, 0-9 and -, beginning with"
                            + " a letter; this is not one: "
                            + JsonFields.shown(value),
                    e);
        }
    }

    /** A version in Maven's form or OSGi's. */
    static Version version(String value) throws ArchiveRefused {
        try {
            return Version.parseVersion(value.replace("-", "."));
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefused("Not a version: " + JsonFields.shown(value), e);
        }
    }
}
