// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.persistence.backup.Backup;
import org.tuttlenetwork.lightweb.persistence.backup.BackupFile;
import org.tuttlenetwork.lightweb.persistence.backup.HostRestore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;

/** Makes a host again from a backup, while none runs. */
@Command(
        name = "restore",
        description = "Make a host again from a backup: everything, or nothing. It must not run.")
final class RestoreCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Clock clock;

    @Parameters(paramLabel = "FILE", description = "a backup")
    private Path file = Path.of("");

    @Option(
            names = "--replace",
            description = "move what is there aside, into replaced-… of the data folder")
    private boolean replace;

    @Option(names = "--check", description = "only read the file, and say what is in it")
    private boolean check;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "take the passphrase from a file's first line")
    private @Nullable Path passphraseFile;

    RestoreCommand(Map<String, String> environment, PrintStream out, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Backup backup = Backup.verify(BackupFile.open(file, this::passphrase));
        out.printf(
                "%s is whole: of %s, by LightWeb %s (%s) on PostgreSQL %s, %d tables, %d rows%n",
                file,
                backup.madeAt(),
                backup.database().about().host(),
                backup.database().about().profile(),
                backup.database().about().postgresql(),
                backup.database().tables(),
                backup.database().rows());
        if (check) {
            return 0;
        }
        HostRestore.Target target =
                new HostRestore.Target(
                        HostPaths.home(environment),
                        HostPaths.data(environment),
                        etc(backup),
                        HostPaths.version(environment),
                        environment);
        new HostRestore(target, clock, what -> out.println("  " + what)).run(backup, replace);
        out.println("Restored into " + target.data() + " and " + target.etc() + ".");
        out.println(
                "This is an older state: NetBird and Zitadel are left as they are until an"
                    + " administrator has seen what follows from it. Start with lightweb run, then"
                    + " see lightweb restoration.");
        return 0;
    }

    private char[] passphrase() {
        try {
            return new Passphrase(environment, passphraseFile).known();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A demo's configuration lies beside its stand-ins, unless another folder was named. */
    private Path etc(Backup backup) {
        String named = environment.getOrDefault("LIGHTWEB_ETC", "");
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        String variable =
                backup.database().about().profile().equals("demo")
                        ? "LIGHTWEB_ETC_DEMO"
                        : "LIGHTWEB_ETC_REAL";
        return Path.of(environment.getOrDefault(variable, "etc")).toAbsolutePath();
    }
}
