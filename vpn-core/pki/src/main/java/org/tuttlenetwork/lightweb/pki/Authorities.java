// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The three authorities of a network.
 *
 * @param root signs the two others; what everybody trusts
 * @param nodes signs nodes' certificates
 * @param server signs the certificates of this host's listener for nodes
 */
record Authorities(Authority root, Authority nodes, Authority server) {
    /** The certificate of the three that ends first. */
    X509Certificate firstToEnd() {
        return Stream.of(root, nodes, server)
                .map(Authority::certificate)
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
    }
}
