// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a JDK 25 AOT cache (JEP 483, 514, 515) of one start and one clean stop of a program. */
final class AotCache {
    /** The JVM's notes on the cache do not belong among what the program says. */
    private static final List<String> QUIET = List.of("-Xlog:disable", "-Xlog:all=error:stderr");

    private final Setting setting;

    AotCache(Setting setting) {
        this.setting = setting;
    }

    /**
     * @param command starts the program; its first word is the JVM
     * @param ready answers 200 when the program has started
     * @return the command that starts it with its cache
     * @throws IOException if no cache came of it
     */
    List<String> of(List<String> command, String ready, String name)
            throws IOException, InterruptedException {
        Path notes = setting.work().resolve(name + ".notes");
        Path cache = setting.work().resolve(name + ".aot");
        Files.deleteIfExists(cache);
        String noted = "-XX:AOTConfiguration=" + notes;
        List<String> record = with(command, "-XX:AOTMode=record", noted);
        try (Child child = setting.start(record, name + "-record")) {
            child.awaitOk(ready);
        }
        String target = "-XX:AOTCache=" + cache;
        Path log = setting.work().resolve(name + "-create.log");
        Process making =
                new ProcessBuilder(with(command, "-XX:AOTMode=create", noted, target))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (making.waitFor() != 0 || !Files.exists(cache)) {
            throw new IOException("no AOT cache was made: see " + log);
        }
        return with(command, target);
    }

    private static List<String> with(List<String> command, String... flags) {
        List<String> words = new ArrayList<>(command);
        words.addAll(1, QUIET);
        words.addAll(1, List.of(flags));
        return words;
    }
}
