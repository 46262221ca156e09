// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Changes in the files that Karaf is shipped with. */
final class Settings {
    private Settings() {}

    /**
     * @param changes what stands there, and what shall
     * @throws IOException if something to be changed does not stand there
     */
    static void replace(Path file, Map<String, String> changes) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new IOException(file + " does not say " + change.getKey());
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        Files.writeString(file, text);
    }
}
