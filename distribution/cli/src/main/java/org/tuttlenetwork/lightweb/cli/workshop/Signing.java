// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Adds signatures to archives. */
public final class Signing {
    private Signing() {}

    /**
     * @param archive a feature archive; other signatures in it stay
     * @param keyFile an Ed25519 key in PEM
     * @return the archive with the key's signature; the same input gives the same bytes
     * @throws Unusable if it is no archive that a host would take, or the file no key
     */
    public static byte[] sign(byte[] archive, Path keyFile) throws IOException, Unusable {
        return sign(archive, SigningKey.read(keyFile));
    }

    static byte[] sign(byte[] archive, SigningKey key) throws IOException, Unusable {
        FeatureArchive read;
        try {
            read = new ArchiveReader().read(archive);
        } catch (ArchiveRefused e) {
            throw new Unusable("It is not signed: " + e.why(), e);
        }
        Map<String, byte[]> files = new LinkedHashMap<>(ArchiveFiles.unzip(archive));
        Map<String, byte[]> signatures = new TreeMap<>();
        read.signatures()
                .forEach((id, bytes) -> signatures.put(ArchiveReader.signaturePath(id), bytes));
        signatures.put(ArchiveReader.signaturePath(key.id()), key.sign(read.signedBytes()));
        signatures.keySet().forEach(files::remove);
        files.putAll(signatures);
        return ArchiveFiles.zip(files);
    }
}
