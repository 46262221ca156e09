// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** Signs an archive. */
@Command(name = "sign", description = "Sign a feature archive: an Ed25519 signature is added.")
final class SignCommand implements Callable<Integer> {
    /** Names the demo's key file, where the target is the demo. */
    static final String DEMO_KEY = "LIGHTWEB_DEMO_KEY";

    private final Map<String, String> environment;
    private final PrintStream out;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "a private key in PEM; the demo's, unless said, where the demo is used")
    private @Nullable Path keyFile;

    @Parameters(paramLabel = "ARCHIVE", description = "a feature archive")
    private Path file = Path.of("");

    SignCommand(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, Unusable {
        SigningKey key = SigningKey.read(key());
        ArchiveFiles.write(file, Signing.sign(Files.readAllBytes(file), key));
        out.println("Signed " + file + " with key " + key.id());
        return 0;
    }

    private Path key() throws Unusable {
        if (keyFile != null) {
            return keyFile;
        }
        String demo = environment.get(DEMO_KEY);
        if (demo == null) {
            throw new Unusable(
                    "Name your key: --key FILE. Make one with lightweb feature keygen NAME");
        }
        out.println("Signing with the demo's key, which everybody has: only the demo takes it");
        return Path.of(demo);
    }
}
