// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bundle that the distribution declares by having it in {@code bundles/}.
 *
 * @param jar the file, which the framework reads in place
 * @param group which of the folders it is in
 * @param digest SHA-256 of the file
 */
record DeclaredBundle(Path jar, Group group, String digest) {
    /**
     * The folders below {@code bundles/}. Within one, and between core and features, order means
     * nothing.
     */
    enum Group {
        /**
         * Services of the framework itself: configuration and components. Started first, so that no
         * component starts twice.
         */
        BOOT,
        /** Without one of these there is no network: the host ends. */
        CORE,
        /** Each for itself: one that fails is reported, the others run. */
        FEATURES;

        String folder() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The location under which the framework knows it. */
    String location() {
        return "reference:" + jar.toUri();
    }

    static List<DeclaredBundle> in(Path bundles) throws IOException {
        List<DeclaredBundle> declared = new ArrayList<>();
        for (Group group : Group.values()) {
            Path folder = bundles.resolve(group.folder());
            if (Files.isDirectory(folder)) {
                try (Stream<Path> jars = Files.list(folder)) {
                    for (Path jar :
                            jars.filter(j -> j.toString().endsWith(".jar")).sorted().toList()) {
                        declared.add(
                                new DeclaredBundle(jar, group, digest(Files.readAllBytes(jar))));
                    }
                }
            }
        }
        return List.copyOf(declared);
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
