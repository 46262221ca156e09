// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Says which node a verified client certificate belongs to: issuer, purpose and name are checked
 * here, because TLS accepts any certificate under the root. Asked for each request, so that a
 * revoked node is out at once, on kept connections too.
 */
public interface NodeAuthenticator {
    /**
     * @param chain the chain that TLS verified, the client's own certificate first
     * @return the node's id, or empty where it is none, revoked or replaced
     */
    Optional<String> node(List<X509Certificate> chain);
}
