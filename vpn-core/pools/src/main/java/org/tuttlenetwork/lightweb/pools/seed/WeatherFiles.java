// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.tuttlenetwork.lightweb.pools.Censorship;
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
        Entry root = root(file, yaml).only(Set.of("rubric", "sources", "jurisdictions"));
        if (root.whole("rubric") != Rubric.VERSION) {
            throw root.wrong(
                    "rubric",
                    "'" + root.whole("rubric") + "' is not allowed, allowed: " + Rubric.VERSION);
        }
        SortedMap<JurisdictionCode, Inputs> inputs = new TreeMap<>();
        root.entry("jurisdictions")
                .entries()
                .forEach(
                        (code, entry) -> {
                            Inputs country = InputsReader.read(code, entry);
                            inputs.put(country.jurisdiction(), country);
                        });
        return Collections.unmodifiableSortedMap(inputs);
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
        Entry root = root(file, yaml).only(Set.of("assessed"));
        root.entry("assessed")
                .entries()
                .forEach(
                        (code, entry) -> {
                            JurisdictionCode country =
                                    entry.within("", () -> new JurisdictionCode(code));
                            Inputs known = assessed.get(country);
                            if (known == null) {
                                throw entry.wrong(
                                        "",
                                        "'"
                                                + code
                                                + "' has no inputs, allowed: a country of "
                                                + INPUTS);
                            }
                            assessed.put(country, known.withCensorship(censorship(entry)));
                        });
        return Collections.unmodifiableSortedMap(assessed);
    }

    private static Censorship censorship(Entry entry) {
        entry.only(Set.of("censorship", "citations"));
        return entry.within(
                "censorship",
                () ->
                        new Censorship.Assessed(
                                entry.decimal("censorship"), entry.links("citations")));
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
