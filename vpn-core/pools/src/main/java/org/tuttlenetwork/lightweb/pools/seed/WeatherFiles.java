// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.tuttlenetwork.lightweb.pools.Inputs;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.Rubric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the weather's inputs from a directory: {@value #INPUTS}, and over it {@value #ASSESSED}
 * where that is there.
 */
public final class WeatherFiles {
    /** All countries with their inputs. */
    public static final String INPUTS = "jurisdictions.yaml";

    /** The operator's own assessments. */
    public static final String ASSESSED = "assessed.yaml";

    /** The key of a country's document that holds the operator's own assessments. */
    static final String OVERLAY = "assessed";

    private static final ObjectReader YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .reader();

    private WeatherFiles() {}

    /**
     * Reads a directory.
     *
     * @return the inputs by country, in alphabetical order of the code
     * @throws InvalidWeatherException naming file, key, value and what is allowed
     * @throws UncheckedIOException where a file cannot be read
     */
    public static SortedMap<JurisdictionCode, Inputs> read(Path directory) {
        SortedMap<JurisdictionCode, Inputs> inputs =
                inputs(INPUTS, text(directory.resolve(INPUTS)));
        Path assessed = directory.resolve(ASSESSED);
        return Files.exists(assessed) ? assess(inputs, ASSESSED, text(assessed)) : inputs;
    }

    /**
     * Reads the text of an inputs file.
     *
     * @param file its name, for messages
     * @param yaml its text
     * @throws InvalidWeatherException as for {@link #read(Path)}
     */
    public static SortedMap<JurisdictionCode, Inputs> inputs(String file, String yaml) {
        SortedMap<JurisdictionCode, Inputs> inputs = new TreeMap<>();
        entries(file, yaml)
                .forEach((code, entry) -> inputs.put(code, InputsReader.read(code, entry)));
        return Collections.unmodifiableSortedMap(inputs);
    }

    /**
     * Reads files into one document a country, the operator's assessments laid over.
     *
     * @param files name → text; {@value #ASSESSED} may be missing
     * @throws InvalidWeatherException as for {@link #read(Path)}
     */
    public static SortedMap<JurisdictionCode, ObjectNode> documents(Map<String, String> files) {
        SortedMap<JurisdictionCode, ObjectNode> documents = new TreeMap<>();
        entries(INPUTS, files.getOrDefault(INPUTS, ""))
                .forEach(
                        (code, entry) -> {
                            InputsReader.read(code, entry);
                            documents.put(code, entry.node().deepCopy());
                        });
        String assessed = files.get(ASSESSED);
        if (assessed != null) {
            overlays(documents.keySet(), ASSESSED, assessed)
                    .forEach(
                            (code, entry) ->
                                    documents.computeIfPresent(
                                            code,
                                            (_, known) ->
                                                    known.<ObjectNode>set(OVERLAY, entry.node())));
        }
        return Collections.unmodifiableSortedMap(documents);
    }

    /**
     * Reads one country's document.
     *
     * @throws InvalidWeatherException naming key, value and what is allowed
     */
    public static Inputs country(JurisdictionCode code, ObjectNode document) {
        return InputsReader.read(code, new Entry(code.value(), "", document));
    }

    private static SortedMap<JurisdictionCode, Entry> entries(String file, String yaml) {
        Entry root = root(file, yaml).only(Set.of("rubric", "sources", "jurisdictions"));
        if (root.whole("rubric") != Rubric.VERSION) {
            throw root.wrong(
                    "rubric",
                    "'" + root.whole("rubric") + "' is not allowed, allowed: " + Rubric.VERSION);
        }
        SortedMap<JurisdictionCode, Entry> entries = new TreeMap<>();
        root.entry("jurisdictions")
                .entries()
                .forEach(
                        (code, entry) ->
                                entries.put(
                                        entry.within("", () -> new JurisdictionCode(code)), entry));
        return entries;
    }

    /**
     * Lays an operator's assessments over inputs.
     *
     * @param inputs what they are laid over
     * @param file the assessments' name, for messages
     * @param yaml their text
     * @throws InvalidWeatherException as for {@link #read(Path)}, also for a country that has no
     *     inputs
     */
    public static SortedMap<JurisdictionCode, Inputs> assess(
            Map<JurisdictionCode, Inputs> inputs, String file, String yaml) {
        SortedMap<JurisdictionCode, Inputs> assessed = new TreeMap<>(inputs);
        overlays(inputs.keySet(), file, yaml)
                .forEach(
                        (code, entry) ->
                                assessed.computeIfPresent(
                                        code,
                                        (_, known) ->
                                                known.withCensorship(
                                                        InputsReader.assessed(entry))));
        return Collections.unmodifiableSortedMap(assessed);
    }

    private static SortedMap<JurisdictionCode, Entry> overlays(
            Set<JurisdictionCode> known, String file, String yaml) {
        SortedMap<JurisdictionCode, Entry> overlays = new TreeMap<>();
        root(file, yaml)
                .only(Set.of("assessed"))
                .entry("assessed")
                .entries()
                .forEach(
                        (code, entry) -> {
                            JurisdictionCode country =
                                    entry.within("", () -> new JurisdictionCode(code));
                            if (!known.contains(country)) {
                                throw entry.wrong(
                                        "",
                                        "'"
                                                + code
                                                + "' has no inputs, allowed: a country of "
                                                + INPUTS);
                            }
                            InputsReader.assessed(entry);
                            overlays.put(country, entry);
                        });
        return overlays;
    }

    private static Entry root(String file, String yaml) {
        JsonNode tree;
        try {
            tree = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new InvalidWeatherException(file, "", where + e.getOriginalMessage());
        }
        return new Entry(file, "", tree);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
