// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name by which a host knows, after a crash, what it was doing. Losing it costs only time. */
final class HostId {
    private HostId() {}

    /** The id kept in a folder; made where there is none, or none that can be read. */
    static UUID in(Path data) {
        Path file = data.resolve("host-id");
        try {
            if (Files.exists(file)) {
                return UUID.fromString(Files.readString(file).strip());
            }
        } catch (IOException | IllegalArgumentException e) {
            // What is damaged is made anew: others see it as another host.
            return make(file);
        }
        return make(file);
    }

    private static UUID make(Path file) {
        UUID id = UUID.randomUUID();
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, id + "\n");
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("The host's id cannot be kept in " + file, e);
        }
    }
}
