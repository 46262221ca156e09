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

/**
 * Which versions were being started, kept in a file of the data folder while they are: after a
 * start that ended the host it says who did it.
 */
final class Suspects {
    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);

    private final Path file;
    private final List<String> before;
    private final Set<String> starting = new TreeSet<>();

    /**
     * @param data this host's folder
     */
    Suspects(Path data) {
        this.file = data.resolve("starting-features");
        this.before = read();
    }

    /** The versions that were being started when this host ended the last time. */
    List<String> before() {
        return before;
    }

    synchronized void starting(RevisionKey key) {
        starting.add(key.toString());
        write();
    }

    synchronized void started(RevisionKey key) {
        starting.remove(key.toString());
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
            Files.write(file, new ArrayList<>(starting));
        } catch (IOException e) {
            LOG.warn("{} cannot be written: nobody will be suspected", file, e);
        }
    }
}
