// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the host is started with.
 *
 * @param home the distribution: {@code bundles/}, {@code lib/}
 * @param data where everything lies that the host keeps; made where it is not there
 * @param etc folders with {@code *.cfg}; a later one wins over an earlier one
 * @param profile {@code demo} or {@code real}
 */
public record HostOptions(Path home, Path data, List<Path> etc, String profile) {
    public HostOptions {
        etc = List.copyOf(etc);
    }

    /**
     * @param arguments {@code --home DIR [--data DIR] [--etc DIR]… [--profile demo|real]}
     * @throws IllegalArgumentException in words for who typed it
     */
    public static HostOptions parse(List<String> arguments) {
        @Nullable Path home = null;
        @Nullable Path data = null;
        List<Path> etc = new ArrayList<>();
        String profile = "real";
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            String value = arguments.get(i + 1);
            switch (name) {
                case "--home" -> home = folder(name, value);
                case "--data" -> data = Path.of(value).toAbsolutePath().normalize();
                case "--etc" -> etc.add(folder(name, value));
                case "--profile" -> profile = value;
                default ->
                        throw new IllegalArgumentException(
                                name + " is unknown. Known: --home, --data, --etc, --profile");
            }
        }
        if (home == null) {
            throw new IllegalArgumentException(
                    "--home names the unpacked distribution and is required");
        }
        if (!profile.equals("demo") && !profile.equals("real")) {
            throw new IllegalArgumentException("--profile is demo or real, not " + profile);
        }
        return new HostOptions(
                home,
                data == null ? home.resolve("data") : data,
                etc.isEmpty() ? List.of(home.resolve("etc")) : etc,
                profile);
    }

    private static Path folder(String name, String value) {
        Path folder = Path.of(value).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(name + ": there is no folder " + folder);
        }
        return folder;
    }
}
