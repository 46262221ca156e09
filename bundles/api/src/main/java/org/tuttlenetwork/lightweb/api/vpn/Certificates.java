// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Signs node certificates. Given by the PKI. */
public interface Certificates {
    /**
     * Issues a node's certificate: 24 hours, for client authentication, with the node's name;
     * subject and extensions of the request are ignored.
     *
     * @param nodeId {@code [a-z0-9-]{3,40}}
     * @param csr PKCS #10 in PEM: P-256, P-384 or Ed25519, signed by its own key, at most 8 kB
     * @return the chain in PEM, the node's certificate first, without the root
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException INVALID naming the rule that
     *     the request breaks
     */
    List<String> issue(String nodeId, String csr);

    /**
     * Which node a certificate chain that TLS verified belongs to: signed by the Nodes CA, for
     * client authentication, named in the nodes' name space, and valid now. Whether the node is
     * revoked is not asked.
     *
     * @param chain the client's own certificate first
     * @return the node's id; empty for any other certificate under the root
     */
    Optional<String> identify(List<X509Certificate> chain);

    /** The root certificate in PEM. */
    String root();

    /** SHA-256 of the root certificate's DER, lower-case hex: what an agent pins. */
    String rootSha256();
}
