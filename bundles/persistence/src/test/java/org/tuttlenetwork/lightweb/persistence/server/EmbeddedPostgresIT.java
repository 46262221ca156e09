// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class EmbeddedPostgresIT {
    private static Path binaries;

    @TempDir Path folder;

    @BeforeAll
    static void unpack() {
        binaries = Forked.binaries();
    }

    @Test
    void startsOverTheFileOfAPostmasterThatIsNoMore() throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.start(binaries, folder, false);
        execute(first, "create table kept (id int); insert into kept values (1)");
        Path pidFile = folder.resolve("cluster/postmaster.pid");
        byte[] content = Files.readAllBytes(pidFile);
        first.close();
        Files.write(pidFile, content);
        try (EmbeddedPostgres again = EmbeddedPostgres.start(binaries, folder, false)) {
            assertThat(count(again, "kept")).isEqualTo(1);
        }
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void takesAnotherProgramThatGotTheNumberForNoPostmaster() throws Exception {
        EmbeddedPostgres.start(binaries, folder, false).close();
        Path pidFile = folder.resolve("cluster/postmaster.pid");
        long own = ProcessHandle.current().pid();
        Files.writeString(pidFile, own + "\n" + folder.resolve("cluster") + "\n");
        try (EmbeddedPostgres again = EmbeddedPostgres.start(binaries, folder, false)) {
            assertThat(again.pid()).isNotEqualTo(own).isPositive();
        }
    }

    @Test
    void endsThePostmasterThatAKilledHostLeftOnThisFolder() throws Exception {
        EmbeddedPostgres.start(binaries, folder, false).close();
        Path cluster = folder.toRealPath().resolve("cluster");
        List<String> command =
                new ArrayList<>(
                        ServerUser.choose()
                                .run(
                                        List.of(
                                                binaries.resolve("bin/postgres").toString(),
                                                "-D",
                                                cluster.toString(),
                                                "-c",
                                                "port=" + freePort(),
                                                "-c",
                                                "unix_socket_directories=")));
        Process orphan =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("orphan.log").toFile())
                        .start();
        until(() -> PidFile.in(cluster).isReady(orphan.pid()));
        try (EmbeddedPostgres again = EmbeddedPostgres.start(binaries, folder, false)) {
            assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(again.pid()).isNotEqualTo(orphan.pid());
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void letsNoSecondHostOntoTheFolder() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(binaries, folder, false)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(binaries, folder, false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another host runs on");
            assertThat(ProcessHandle.of(first.pid())).isPresent();
        }
    }

    @Test
    void startsPostgresqlAnewOnTheSamePortWhenItEndsByItself() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(binaries, folder, true)) {
            execute(server, "create table kept (id int)");
            long before = server.pid();
            Forked.kill(before);
            until(() -> server.pid() != before && answers(server));
            assertThat(count(server, "kept")).isZero();
        }
    }

    @Test
    void makesTheClusterAnewWhenACrashLeftItUnfinished() throws Exception {
        Path unfinished = Files.createDirectories(folder.resolve("cluster.unfinished"));
        Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(binaries, folder, false)) {
            assertThat(answers(server)).isTrue();
        }
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void keepsThePasswordToItself() throws Exception {
        EmbeddedPostgres.start(binaries, folder, false).close();
        assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder.resolve("password.initdb")).doesNotExist();
        assertThat(Files.readString(folder.resolve("cluster/pg_hba.conf")))
                .contains("scram-sha-256")
                .doesNotContainPattern("(?m)^(host|local).*trust");
    }

    @Test
    void runsAsAnotherUserWhereRootMayMakeNoNamespaces() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "only root can hand files to another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        ServerUser nobody = ServerUser.named("nobody").orElseThrow();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(binaries, folder, false, nobody)) {
            assertThat(answers(server)).isTrue();
            assertThat(Files.getOwner(folder.resolve("cluster")).getName()).isEqualTo("nobody");
        }
    }

    private static boolean answers(EmbeddedPostgres server) {
        try (Connection connection = connect(server)) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.url(), EmbeddedPostgres.USER, server.password());
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(EmbeddedPostgres server, String table) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
