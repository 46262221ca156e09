// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.util.Optional;

/**
 * Where verified documents are kept. A write is durable when the method returns, and all or
 * nothing.
 */
public interface Store {
    /**
     * @param key {@link DocumentName#key()}
     * @throws java.io.UncheckedIOException where it cannot be read
     */
    Optional<byte[]> read(String key);

    /**
     * Keeps an envelope, replacing what was kept under the key.
     *
     * @throws java.io.UncheckedIOException where it cannot be written; then the old one is still
     *     there
     */
    void write(String key, byte[] envelope);

    /** Forgets what is kept under a key, if anything. */
    void remove(String key);
}
