// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which versions were being started and which had been, kept in a file of the data folder: after a
 * start that ended the host it says who did it. A start that went well is asked by nobody.
 */
final class Suspects {
    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);

    private static final String STARTED = "started: ";

    private final Path file;
    private final List<String> before;
    private final Set<String> starting = new TreeSet<>();
    private final Set<String> started = new TreeSet<>();

    /**
     * @param data this host's folder
     */
    Suspects(Path data) {
        this.file = data.resolve("starting-features");
        this.before = read();
    }

    /** Who may have ended the host the last time, in a sentence. */
    String words() {
        List<String> during = before.stream().filter(line -> !line.startsWith(STARTED)).toList();
        if (!during.isEmpty()) {
            return "The host ended while it started " + String.join(", ", during) + ".";
        }
        return before.isEmpty()
                ? "None had been started when the host ended; look at what was changed last."
                : "The host ended after it had started "
                        + before.stream()
                                .map(line -> line.substring(STARTED.length()))
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** A start in which features may run: what an earlier one left behind is no news any more. */
    synchronized void begin() {
        write();
    }

    synchronized void starting(RevisionKey key) {
        starting.add(key.toString());
        write();
    }

    synchronized void started(RevisionKey key) {
        starting.remove(key.toString());
        started.add(STARTED + key);
        write();
    }

    private List<String> read() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList()
                    : List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: nobody is suspected", file, e);
            return List.of();
        }
    }

    /** What cannot be kept costs a hint, not the start. */
    private void write() {
        try {
            Files.createDirectories(file.getParent());
            List<String> lines = new ArrayList<>(starting);
            lines.addAll(started);
            Files.write(file, lines);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: nobody will be suspected", file, e);
        }
    }
}
