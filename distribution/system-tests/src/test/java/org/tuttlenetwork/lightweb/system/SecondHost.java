// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a second host of the demo's network needs on its disk: settings, and the master key. */
final class SecondHost {
    private SecondHost() {}

    /**
     * @param first the first host's folder; it runs
     * @param settings its settings
     * @param folder the second one's, empty
     * @param netbirdPort where the first one's NetBird answers
     */
    static void prepare(Path first, Path settings, Path folder, int netbirdPort)
            throws IOException {
        Path etc = folder.resolve("etc");
        copy(settings, etc);
        Path data = first.resolve("data");
        for (Path file : files(etc)) {
            if (file.toString().endsWith(".cfg")) {
                String text = Files.readString(file);
                Files.writeString(
                        file,
                        text.replace("LIGHTWEB_ZITADEL_URL]", "LIGHTWEB_ZITADEL_URL_OF_FIRST]")
                                .replace(
                                        "$[env:LIGHTWEB_NETBIRD_URL]",
                                        "http://127.0.0.1:" + netbirdPort)
                                .replace(
                                        "$[env:LIGHTWEB_ZITADEL_KEY_FILE]",
                                        data.resolve("demo/zitadel-service-user.json").toString()));
            }
        }
        // The fourth line of a running server's postmaster.pid is its port.
        String port =
                Files.readAllLines(data.resolve("database/cluster/postmaster.pid")).get(3).strip();
        Files.writeString(
                etc.resolve("lightweb.persistence.cfg"),
                "url = jdbc:postgresql://127.0.0.1:%s/postgres\nuser = lw\npassword = %s\n"
                        .formatted(port, Files.readString(data.resolve("database/password"))));
        Files.createDirectories(folder.resolve("data/demo"));
        Files.copy(data.resolve("master.key"), folder.resolve("data/master.key"));
        // The demo's first islands are there already.
        Files.writeString(folder.resolve("data/demo/begun"), "");
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
