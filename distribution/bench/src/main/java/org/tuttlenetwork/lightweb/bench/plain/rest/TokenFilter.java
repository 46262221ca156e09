// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.plain.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.JWTProcessor;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;

import java.text.ParseException;

/** Lets through who shows a token of the issuer: signature, issuer, audience, times. */
public final class TokenFilter implements ContainerRequestFilter {
    private final JWTProcessor<SecurityContext> tokens;

    public TokenFilter(JWTProcessor<SecurityContext> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString("Authorization");
        try {
            if (header == null || !header.startsWith("Bearer ")) {
                throw new BadJOSEException("no token");
            }
            tokens.process(header.substring("Bearer ".length()), null);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            request.abortWith(Response.status(401).header("WWW-Authenticate", "Bearer").build());
        }
    }
}
