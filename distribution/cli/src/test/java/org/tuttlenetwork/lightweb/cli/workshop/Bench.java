// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Runs the workshop's commands as a person would, and keeps what they say. */
final class Bench {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2027-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, String> environment;

    Bench(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(name = "feature")
    private static final class Root {}

    /** The exit code. */
    int run(Object... words) {
        String[] arguments = new String[words.length];
        for (int each = 0; each < words.length; each++) {
            arguments[each] = words[each].toString();
        }
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        out.reset();
        CommandLine line = Workshop.addTo(new CommandLine(new Root()), environment, print, NOON);
        line.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    print.println(failure.getMessage());
                    return 1;
                });
        return line.execute(arguments);
    }

    String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    static Map<String, byte[]> unzip(Path archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /** A jar with nothing but a manifest. */
    static Path jar(Path file, String... headers) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            String text = "Manifest-Version: 1.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
