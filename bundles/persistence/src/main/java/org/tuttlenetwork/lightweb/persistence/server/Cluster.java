// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files of a PostgreSQL of ours: the cluster and the password of its superuser. A cluster is
 * made beside its place and moved there when it is whole, so that a crash in between leaves none
 * that looks like one.
 *
 * @param data the folder that holds both
 */
record Cluster(Path data) {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    Path folder() {
        return data.resolve("cluster");
    }

    Path log() {
        return data.resolve("postgresql.log");
    }

    /** Makes the cluster where there is none. */
    void make(Path binaries, ServerUser user) throws IOException {
        if (!Files.exists(folder().resolve("PG_VERSION"))) {
            Path unfinished = data.resolve("cluster.unfinished");
            delete(unfinished);
            LOG.info("Making a new PostgreSQL cluster in {}", folder());
            Files.createDirectory(unfinished);
            user.own(unfinished);
            initialise(binaries, unfinished, user);
            Files.move(unfinished, folder(), StandardCopyOption.ATOMIC_MOVE);
        }
        user.own(folder());
    }

    private void initialise(Path binaries, Path target, ServerUser user) throws IOException {
        Path passwordFile = data.resolve("password.initdb");
        Files.deleteIfExists(passwordFile);
        writePrivately(passwordFile, password());
        user.own(passwordFile);
        Path log = data.resolve("initdb.log");
        List<String> command =
                user.run(
                        List.of(
                                binaries.resolve("bin/initdb").toString(),
                                "-D",
                                target.toString(),
                                "--no-sync",
                                "-U",
                                EmbeddedPostgres.USER,
                                "-A",
                                "scram-sha-256",
                                "--pwfile=" + passwordFile,
                                // Iterations protect passwords that can be guessed (RFC 5802,
                                // section 9): ours is 192 random bits, and each connection pays.
                                "-c",
                                "scram_iterations=1",
                                "-E",
                                "UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IllegalStateException(
                        "A PostgreSQL cluster cannot be made in "
                                + folder()
                                + ": "
                                + Files.readString(log).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while initdb ran", e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(passwordFile);
        }
    }

    /** The superuser's password, made at the first call; its file is readable by the host alone. */
    String password() throws IOException {
        Path file = data.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path whole = data.resolve("password.unfinished");
            Files.deleteIfExists(whole);
            writePrivately(whole, HexFormat.of().formatHex(random));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
