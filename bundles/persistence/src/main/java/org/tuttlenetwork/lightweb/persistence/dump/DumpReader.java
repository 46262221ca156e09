// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Reads a dump and compares it with its manifest, to the last byte. */
public final class DumpReader {
    private DumpReader() {}

    /**
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException INVALID where it is not
     *     exactly what its manifest says
     */
    public static DumpManifest verify(InputStream in) throws IOException {
        return read(in, (_, _) -> {});
    }

    /** The same, and lets another look at each part. */
    static DumpManifest read(InputStream in, PartsReader.Receiver receiver) throws IOException {
        AtomicReference<DumpManifest> found = new AtomicReference<>();
        List<Part> parts =
                PartsReader.read(
                        in,
                        (name, content) -> {
                            if (name.equals(DumpManifest.NAME)) {
                                found.set(
                                        Manifests.read(
                                                content, DumpManifest.class, DumpManifest.FORMAT));
                            } else {
                                receiver.part(name, content);
                            }
                        });
        DumpManifest manifest = found.get();
        if (manifest == null) {
            throw Refusal.cutShort(null);
        }
        compare(manifest.parts(), parts.subList(0, parts.size() - 1));
        complete(manifest);
        return manifest;
    }

    /** Whether what was read is what a manifest names. */
    public static void compare(List<Part> named, List<Part> read) {
        for (int i = 0; i < Math.max(named.size(), read.size()); i++) {
            if (i >= named.size() || i >= read.size()) {
                throw Refusal.altered("its parts are not those of its manifest", null);
            }
            if (!named.get(i).equals(read.get(i))) {
                throw Refusal.altered(read.get(i).name() + " is not as it was written", null);
            }
        }
    }

    private static void complete(DumpManifest manifest) {
        Map<String, Part> parts = new HashMap<>();
        manifest.parts().forEach(part -> parts.put(part.name(), part));
        Set<String> expected = new HashSet<>();
        for (SchemaContent schema : manifest.schemas()) {
            schema.scripts().forEach(script -> expected.add(schema.scriptPart(script)));
            for (SchemaContent.Table table : schema.tables()) {
                String name = schema.tablePart(table.name());
                expected.add(name);
                if (parts.containsKey(name)
                        && Objects.requireNonNull(parts.get(name)).lines() != table.rows()) {
                    throw Refusal.altered(name + " has another number of rows", null);
                }
            }
        }
        if (!parts.keySet().equals(expected)) {
            throw Refusal.altered("its parts are not those of its schemas", null);
        }
    }
}
