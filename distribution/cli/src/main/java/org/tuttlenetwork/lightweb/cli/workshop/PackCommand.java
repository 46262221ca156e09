// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Makes an archive. */
@Command(name = "pack", description = "Make a feature archive of a feature.json.")
final class PackCommand implements Callable<Integer> {
    private final PrintStream out;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "the archive; beside the feature.json unless said otherwise")
    private @Nullable Path file;

    @Parameters(
            paramLabel = "FEATURE.json",
            defaultValue = ".",
            description = "what it is made of, or the folder of that file; here unless said")
    private Path description = Path.of(".");

    PackCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, Unusable {
        Packing packing = Packing.of(description);
        FeatureArchive read = packing.read();
        String usual = read.feature() + "-" + read.version() + ".feature.jar";
        Path beside =
                Files.isDirectory(description)
                        ? description.resolve(usual)
                        : description.resolveSibling(usual);
        Path target = file != null ? file : beside.normalize();
        ArchiveFiles.write(target, packing.archive());
        out.println("Packed " + read.feature() + " " + read.version() + " into " + target);
        return 0;
    }
}
