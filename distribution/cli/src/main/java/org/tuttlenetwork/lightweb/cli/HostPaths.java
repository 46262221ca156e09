// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where the host of this machine is, as the script that starts us says. */
final class HostPaths {
    private HostPaths() {}

    static Path home(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("LIGHTWEB_HOME", ".")).toAbsolutePath();
    }

    static Path data(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("LIGHTWEB_DATA", "data")).toAbsolutePath();
    }

    static Path etc(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("LIGHTWEB_ETC", "etc")).toAbsolutePath();
    }

    /** The version of the host that would run here. */
    static String version(Map<String, String> environment) throws IOException {
        Path core = home(environment).resolve("bundles/core");
        try (Stream<Path> jars = Files.list(core)) {
            Path jar =
                    jars.filter(path -> path.getFileName().toString().startsWith("lightweb-api-"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("there is no host in " + core));
            try (JarFile file = new JarFile(jar.toFile())) {
                return String.valueOf(
                        file.getManifest().getMainAttributes().getValue("Bundle-Version"));
            }
        }
    }
}
