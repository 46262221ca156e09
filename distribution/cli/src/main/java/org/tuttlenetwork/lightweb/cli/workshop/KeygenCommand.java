// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.concurrent.Callable;

/** Makes a publisher's key. */
@Command(name = "keygen", description = "Make a key to sign features with, and its publisher file.")
final class KeygenCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(paramLabel = "NAME", description = "yours, as administrators shall read it")
    private String name = "";

    @Option(
            names = "--features",
            paramLabel = "IDS",
            description = "which features it is for, for example garden,garden-*; all unless said")
    private @Nullable String features;

    @Option(
            names = "--expires",
            paramLabel = "DAY",
            description = "from when on it counts for nothing new, for example 2027-12-31")
    private @Nullable LocalDate expires;

    @Option(
            names = "-d",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "where to write them")
    private Path folder = Path.of(".");

    KeygenCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, Unusable {
        if (name.isBlank() || name.length() > 80 || !name.equals(name.strip())) {
            throw new Unusable("A publisher's name has 1 to 80 characters");
        }
        String file = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        Path keyFile = folder.resolve(file + "-key.pem").normalize();
        Path publisherFile = folder.resolve(file + ".cfg").normalize();
        if (Files.exists(publisherFile)) {
            throw new Unusable(publisherFile + " is there already; nothing was written");
        }
        SigningKey key = SigningKey.make();
        try {
            key.write(keyFile);
        } catch (FileAlreadyExistsException e) {
            throw new Unusable(keyFile + " is there already; nothing was written", e);
        }
        Files.writeString(publisherFile, publisher(key), StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(publisherFile, PosixFilePermissions.fromString("rw-r--r--"));
        out.println("Key " + key.id());
        out.println("  " + keyFile + "  the private half: sign with it, and keep it to yourself");
        out.println(
                "  "
                        + publisherFile
                        + "  for administrators who trust you: it goes into etc/publishers/");
        return 0;
    }

    private String publisher(SigningKey key) {
        StringBuilder text = new StringBuilder();
        text.append("# Key ").append(key.id()).append("\n");
        text.append("name = ").append(name).append("\n");
        text.append("public_key = ").append(key.publicText()).append("\n");
        if (expires != null) {
            text.append("expires = ").append(expires).append("\n");
        }
        if (features != null) {
            text.append("features = ").append(features).append("\n");
        }
        return text.append("revoked = false\n").toString();
    }
}
