// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.persistence.backup.Backup;
import org.tuttlenetwork.lightweb.persistence.backup.BackupFile;
import org.tuttlenetwork.lightweb.persistence.backup.BackupWriter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;

/** Makes one verified file of everything, while the host runs; on the host's own machine. */
@Command(
        name = "backup",
        description =
                "Put database, master key and etc/ into one verified file, while the host runs.")
final class BackupCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Map<String, String> environment;
    private final Login login;
    private final PrintStream out;
    private final Clock clock;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "where to; it must not be there")
    private @Nullable Path file;

    @Option(names = "--no-encryption", description = "leave the master key readable in the file")
    private boolean plain;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "take the passphrase from a file's first line")
    private @Nullable Path passphraseFile;

    BackupCommand(Map<String, String> environment, Login login, PrintStream out, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.login = login;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Instant now = clock.instant();
        Path target =
                (file == null ? Path.of("lightweb-" + STAMP.format(now) + ".backup") : file)
                        .toAbsolutePath();
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target + " is there already; nothing was written");
        }
        Path data = HostPaths.data(environment);
        Path etc = HostPaths.etc(environment);
        if (!Files.isReadable(data.resolve("master.key"))) {
            throw new IOException(
                    "the master key "
                            + data.resolve("master.key")
                            + " cannot be read here; nothing was written. Run this on the host's"
                            + " machine, as its user; LIGHTWEB_DATA and LIGHTWEB_ETC name its"
                            + " folders");
        }
        char[] passphrase = plain ? null : new Passphrase(environment, passphraseFile).chosen();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            write(part, passphrase, new BackupWriter(data, etc), now);
            out.println("Reading it back");
            Backup backup = verified(part, passphrase);
            Files.move(part, target);
            tell(target, backup);
        } finally {
            Files.deleteIfExists(part);
        }
        return 0;
    }

    private void write(Path part, char @Nullable [] passphrase, BackupWriter writer, Instant now)
            throws IOException, InterruptedException, Refusal, LoginFailed {
        try (InputStream dump = login.host().stream("/api/v1/backup/database")) {
            BackupFile.write(part, passphrase, to -> writer.write(to, it -> copy(dump, it), now));
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        Progress progress = new Progress(out, "The database");
        byte[] buffer = new byte[1 << 16];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            progress.more(read);
        }
        progress.end();
    }

    private static Backup verified(Path part, char @Nullable [] passphrase) throws IOException {
        return Backup.verify(
                BackupFile.open(part, () -> passphrase == null ? new char[0] : passphrase.clone()));
    }

    private void tell(Path target, Backup backup) throws IOException {
        out.printf(
                "%s holds %d tables with %d rows, the master key and %d other files (%d KB)%n",
                target,
                backup.database().tables(),
                backup.database().rows(),
                backup.files().size() - 1,
                Files.size(target) / 1024);
        out.println(
                plain
                        ? "It is NOT ENCRYPTED and holds the master key: whoever reads it has every"
                                + " secret of this network. Only you can read it here (0600); keep"
                                + " it so wherever it goes."
                        : "It is encrypted. Without its passphrase nobody can restore it, you"
                                + " neither: keep that elsewhere.");
    }
}
