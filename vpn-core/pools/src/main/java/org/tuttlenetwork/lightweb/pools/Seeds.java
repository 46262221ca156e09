// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that seed an empty database.
 *
 * @param files name → YAML
 */
record Seeds(Map<String, String> files) {
    Seeds {
        files = Map.copyOf(files);
    }

    static Seeds find(Path etc, Path home) {
        Map<String, String> files = new TreeMap<>();
        for (Path folder : List.of(home.resolve("etc/weather"), etc.resolve("weather"))) {
            for (String name : List.of(WeatherFiles.INPUTS, WeatherFiles.ASSESSED)) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    files.put(name, read(file));
                }
            }
        }
        if (!files.containsKey(WeatherFiles.INPUTS)) {
            throw new IllegalStateException(
                    "There is no "
                            + WeatherFiles.INPUTS
                            + " in "
                            + etc.resolve("weather")
                            + ": the weather cannot begin without it.");
        }
        return new Seeds(files);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The weather cannot be read: " + file, e);
        }
    }
}
