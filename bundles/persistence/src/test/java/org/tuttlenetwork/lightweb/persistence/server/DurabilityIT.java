// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

class DurabilityIT {
    private static final int ROWS = 300;

    @TempDir Path folder;

    enum Killed {
        HOST,
        HOST_AND_POSTGRESQL
    }

    @ParameterizedTest
    @EnumSource
    void hasEveryAcknowledgedRowAfterAKillInTheMiddleOfWrites(Killed killed) throws Exception {
        Path data = folder.resolve("database");
        Path acknowledged = folder.resolve("acknowledged");
        Process host = fork(data, acknowledged);
        try (BufferedReader out = host.inputReader()) {
            long postmaster = postmaster(out);
            List<ProcessHandle> backends = awaitRows(acknowledged, host, postmaster);
            Forked.kill(host.pid());
            if (killed == Killed.HOST_AND_POSTGRESQL) {
                Forked.kill(postmaster);
                for (ProcessHandle backend : backends) {
                    Forked.kill(backend.pid());
                }
            }
            assertThat(host.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            host.destroyForcibly();
        }
        Set<Long> expected = wholeLines(acknowledged);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(ROWS);
        try (EmbeddedPostgres again = EmbeddedPostgres.start(Forked.binaries(), data, true)) {
            assertThat(written(again)).containsAll(expected);
        }
    }

    private Process fork(Path data, Path acknowledged) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forked.class.getName(),
                        data.toString(),
                        acknowledged.toString())
                .redirectError(folder.resolve("host.log").toFile())
                .start();
    }

    private long postmaster(BufferedReader out) throws Exception {
        String line = out.readLine();
        while (line != null && !line.startsWith("postmaster ")) {
            line = out.readLine();
        }
        assertThat(line).as(Files.readString(folder.resolve("host.log"))).isNotNull();
        return Long.parseLong(line.substring("postmaster ".length()));
    }

    private static List<ProcessHandle> awaitRows(Path acknowledged, Process host, long postmaster)
            throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(acknowledged) || wholeLines(acknowledged).size() < ROWS) {
            assertThat(host.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return ProcessHandle.of(postmaster).orElseThrow().descendants().toList();
    }

    /** A last line without its end was cut off by the kill: nobody saw it acknowledged. */
    private static Set<Long> wholeLines(Path file) throws Exception {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Long::valueOf)
                .collect(Collectors.toSet());
    }

    private static Set<Long> written(EmbeddedPostgres server) throws Exception {
        Set<Long> numbers = new HashSet<>();
        try (Connection connection =
                        DriverManager.getConnection(
                                server.url(), EmbeddedPostgres.USER, server.password());
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("select number from written")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
