// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.workshop.Packing;
import org.tuttlenetwork.lightweb.cli.workshop.Signing;
import org.tuttlenetwork.lightweb.cli.workshop.Unusable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Packs and signs for programs; people use the commands. */
public final class FeaturePacker {
    private FeaturePacker() {}

    /**
     * @param feature the feature's id
     * @param version its version
     * @param bundles its bundles
     * @return an unsigned archive of a feature that asks for nothing; the same input gives the same
     *     bytes
     * @throws Unusable if no host would take it, naming the rule that it breaks
     */
    public static byte[] pack(String feature, String version, List<Path> bundles)
            throws IOException, Unusable {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.put("feature-resource-version", "1.0");
        description.put("id", "org.tuttlenetwork.lightweb:" + feature + ":" + version);
        for (Path bundle : bundles) {
            description.withArray("bundles").addObject().put("file", bundle.toString());
        }
        return Packing.of(description, Path.of("")).archive();
    }

    /**
     * @param archive a feature archive
     * @param key a file with an Ed25519 key in PEM
     * @return the archive with the key's signature
     */
    public static byte[] sign(byte[] archive, Path key) throws IOException, Unusable {
        return Signing.sign(archive, key);
    }
}
