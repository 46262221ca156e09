// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.tuttlenetwork.lightweb.cli.workshop.Packing;
import org.tuttlenetwork.lightweb.cli.workshop.Signing;
import org.tuttlenetwork.lightweb.cli.workshop.Unusable;

import java.io.IOException;
import java.nio.file.Path;

/** Packs and signs for programs; people use the commands. */
public final class FeaturePacker {
    private FeaturePacker() {}

    /**
     * @param description a {@code feature.json}, or its folder
     * @return an unsigned archive, as {@code feature pack} makes it; the same input gives the same
     *     bytes
     * @throws Unusable if no host would take it, naming the rule that it breaks
     */
    public static byte[] pack(Path description) throws IOException, Unusable {
        return Packing.of(description).archive();
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
