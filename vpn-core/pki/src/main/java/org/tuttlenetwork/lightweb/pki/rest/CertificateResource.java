// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.vpn.Certificates;
import org.tuttlenetwork.lightweb.api.web.Resource;

/**
 * The root certificate for everybody: an agent compares it with the SHA-256 that came with its
 * enrolment.
 */
@Component(service = Resource.class)
@Path("certificates")
@PermitAll
public final class CertificateResource implements Resource {
    private final Certificates certificates;

    @Activate
    public CertificateResource(@Reference Certificates certificates) {
        this.certificates = certificates;
    }

    @GET
    @Path("root")
    @Produces("application/x-pem-file")
    public String root() {
        return certificates.root();
    }
}
