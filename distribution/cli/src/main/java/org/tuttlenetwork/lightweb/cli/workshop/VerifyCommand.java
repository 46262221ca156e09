// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.Permission;
import org.tuttlenetwork.lightweb.features.trust.Publishers;
import org.tuttlenetwork.lightweb.features.trust.Purpose;
import org.tuttlenetwork.lightweb.features.trust.RiskRating;
import org.tuttlenetwork.lightweb.features.trust.Verdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Looks at an archive as a host would, without one. */
@Command(
        name = "verify",
        description = "Say what a feature archive is, who signed it, and what it asks for.",
        footer = "Exit codes: 0 a host with these publishers takes it, 1 it does not.")
final class VerifyCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Clock clock;

    @Option(
            names = "--publishers",
            paramLabel = "DIR",
            description = "files of those who are trusted; etc/publishers unless said")
    private @Nullable Path publishers;

    @Parameters(paramLabel = "ARCHIVE", description = "a feature archive")
    private Path file = Path.of("");

    VerifyCommand(Map<String, String> environment, PrintStream out, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, Unusable {
        FeatureArchive archive = read();
        Path folder =
                publishers != null
                        ? publishers
                        : Path.of(environment.getOrDefault("LIGHTWEB_ETC", "etc"), "publishers");
        boolean demo = environment.containsKey(SignCommand.DEMO_KEY);
        Verdict verdict = new Publishers(folder, clock, demo).verify(archive, Purpose.INSTALL);
        out.println(archive.feature() + " " + archive.version());
        archive.declaration().words().vendor().ifPresent(vendor -> out.println("  by " + vendor));
        archive.bundles()
                .forEach(
                        bundle ->
                                out.println(
                                        "  bundle "
                                                + bundle.symbolicName()
                                                + " "
                                                + bundle.version()));
        out.println("  SHA-256 of feature.json " + archive.contentSha256());
        describe(archive);
        out.println(verdict.words(Locale.ENGLISH));
        return verdict instanceof Verdict.Trusted ? 0 : 1;
    }

    private FeatureArchive read() throws IOException, Unusable {
        try (InputStream in = Files.newInputStream(file)) {
            return new ArchiveReader().read(in);
        } catch (ArchiveRefused e) {
            throw new Unusable(file + " is refused: " + e.why(), e);
        }
    }

    private void describe(FeatureArchive archive) {
        Messages words = Messages.of(Verdict.class, Locale.ENGLISH);
        for (Permission permission : Permission.values()) {
            if (archive.declaration().permissions().contains(permission)) {
                String how =
                        "enforcement." + permission.enforcement().name().toLowerCase(Locale.ROOT);
                out.printf(
                        "  %-10s %s (%s)%n",
                        permission.word(),
                        words.text("permission." + permission.word()),
                        words.text(how));
            }
        }
        RiskRating rating = RiskRating.of(archive.declaration().permissions());
        out.println("Rating " + rating.value() + " of " + RiskRating.SAFEST + ", 8 is the safest:");
        for (RiskRating.Reason reason : rating.reasons()) {
            out.printf("  %+d %s%n", reason.change(), reason.words(Locale.ENGLISH));
        }
    }
}
