// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.vpn.Certificates;
import org.tuttlenetwork.lightweb.api.web.NodeAuthenticator;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Lets a node speak whose certificate is good and who is neither revoked nor replaced; asked for
 * each request.
 */
@Component(service = NodeAuthenticator.class)
public final class CertifiedNodes implements NodeAuthenticator {
    private final Certificates certificates;
    private final Fleet fleet;

    @Activate
    public CertifiedNodes(@Reference Certificates certificates, @Reference Fleet fleet) {
        this.certificates = certificates;
        this.fleet = fleet;
    }

    @Override
    public Optional<String> node(List<X509Certificate> chain) {
        return certificates
                .identify(chain)
                .filter(
                        id ->
                                fleet.maySpeak(
                                        id, CertifiedKey.spki(chain.getFirst().getPublicKey())));
    }
}
