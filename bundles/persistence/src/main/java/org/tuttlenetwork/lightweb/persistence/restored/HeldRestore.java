// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.restored;

import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A restore that is held, with what is held back.
 *
 * @param parts by name
 */
public record HeldRestore(Restoration restoration, List<Part> parts) {
    private static final int SEEN_BYTES = 8;

    public HeldRestore {
        parts = List.copyOf(parts);
    }

    /**
     * What one part holds back.
     *
     * @param reported whether it has looked yet
     * @param held in words, sorted
     */
    public record Part(String name, boolean reported, List<String> held) {
        public Part {
            held = List.copyOf(held);
        }
    }

    /** Another text for anything else that is held. */
    public String seen() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((restoration.id() + "\n").getBytes(StandardCharsets.UTF_8));
            for (Part part : parts) {
                digest.update((part.name() + "\n").getBytes(StandardCharsets.UTF_8));
                for (String words : part.held()) {
                    digest.update((" " + words + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, SEEN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Nobody releases what nobody could see. */
    void requireComplete() {
        List<String> silent =
                parts.stream().filter(part -> !part.reported()).map(Part::name).toList();
        if (parts.isEmpty() || !silent.isEmpty()) {
            throw LightWebException.conflict(
                    "Not everything has been looked at yet ("
                            + (parts.isEmpty() ? "nothing" : String.join(", ", silent))
                            + "). Nothing was released. Try again once NetBird and Zitadel"
                            + " answer.");
        }
    }
}
