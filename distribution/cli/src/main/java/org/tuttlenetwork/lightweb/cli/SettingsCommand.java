// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** The host's settings: what may be set, and files to begin with. */
@Command(name = "settings", description = "Explain the host's settings, or write files for them.")
final class SettingsCommand {
    private final Map<String, String> environment;
    private final PrintStream out;

    SettingsCommand(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    @Command(name = "explain", description = "Print every option with its default.")
    void explain() throws IOException {
        for (SettingsFile file : metatypes().read()) {
            out.println("==== " + folder().resolve(file.fileName()));
            out.println(file.template());
        }
    }

    @Command(
            name = "init",
            description = "Write a file for each part of the host; files that are there stay.")
    void init() throws IOException {
        Files.createDirectories(folder());
        for (SettingsFile file : metatypes().read()) {
            Path path = folder().resolve(file.fileName());
            try {
                Files.writeString(path, file.template(), StandardOpenOption.CREATE_NEW);
                out.println("Wrote   " + path);
            } catch (FileAlreadyExistsException _) {
                out.println("Kept    " + path);
            }
        }
    }

    private Metatypes metatypes() throws IOException {
        Path bundles = Path.of(environment.getOrDefault("LIGHTWEB_HOME", "."), "bundles");
        if (!Files.isDirectory(bundles)) {
            throw new IOException("there are no bundles in " + bundles);
        }
        return new Metatypes(bundles);
    }

    private Path folder() {
        return Path.of(environment.getOrDefault("LIGHTWEB_ETC", "etc"));
    }
}
