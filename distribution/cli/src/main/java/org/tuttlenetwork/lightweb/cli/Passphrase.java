// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The passphrase of a backup: from a file, the environment, or the person at the terminal. */
final class Passphrase {
    private static final int SHORTEST = 12;
    private static final String VARIABLE = "LIGHTWEB_BACKUP_PASSPHRASE";

    private final Map<String, String> environment;
    private final @Nullable Path file;

    Passphrase(Map<String, String> environment, @Nullable Path file) {
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /** For a new backup: asked twice, and not too short. */
    char[] chosen() throws IOException {
        char[] given = given();
        if (given == null) {
            given = ask("Passphrase of the backup (without it nobody can restore): ");
            if (!Arrays.equals(given, ask("The same again: "))) {
                throw new IOException("the two passphrases differ; nothing was written");
            }
        }
        if (given.length < SHORTEST) {
            throw new IOException(
                    "the passphrase has fewer than "
                            + SHORTEST
                            + " characters; nothing was written. Some words in a row are good");
        }
        return given;
    }

    /** For a backup that is there. */
    char[] known() throws IOException {
        char[] given = given();
        return given == null ? ask("Passphrase of the backup: ") : given;
    }

    private char @Nullable [] given() throws IOException {
        if (file != null) {
            return Files.readString(file).strip().toCharArray();
        }
        String value = environment.get(VARIABLE);
        return value == null ? null : value.toCharArray();
    }

    private static char[] ask(String prompt) throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new IOException(
                    "there is no terminal to ask for the passphrase at: name a file with"
                            + " --passphrase-file, or set "
                            + VARIABLE);
        }
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
            throw new IOException("no passphrase was given");
        }
        return typed;
    }
}
