// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.security.KeyStore;

/**
 * What the nodes' listener shows and trusts; given by the PKI. Where there is none, that listener
 * stays closed.
 */
public interface NodeTls {
    /**
     * The server's key and certificate chain up to, not including, the root. Another store once the
     * certificate is to be renewed, with the same password; else the same one.
     *
     * @throws RuntimeException where no certificate can be made; the one before stays good until it
     *     ends
     */
    KeyStore serverKeys();

    /** The password of the key in {@link #serverKeys()}. */
    char[] keyPassword();

    /**
     * The root only: name constraints of a trust anchor are ignored, so no intermediate may be one.
     */
    KeyStore trust();
}
