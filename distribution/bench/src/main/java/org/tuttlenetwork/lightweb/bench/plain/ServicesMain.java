// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.plain;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import org.tuttlenetwork.lightweb.bench.plain.rest.JerseyServer;
import org.tuttlenetwork.lightweb.bench.plain.rest.ServicesResource;
import org.tuttlenetwork.lightweb.bench.plain.rest.TokenFilter;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Jetty and Jersey that check the same tokens and answer with the same bytes. Arguments: port,
 * issuer, audience, file with the answer.
 */
public final class ServicesMain {
    private ServicesMain() {}

    public static void main(String[] arguments) throws Exception {
        String issuer = arguments[1];
        JWKSet keys = JWKSet.load(URI.create(issuer + "/oauth/v2/keys").toURL());
        DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();
        tokens.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        tokens.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                        new ImmutableJWKSet<>(keys)));
        tokens.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        arguments[2],
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        Set.of("sub", "exp")));
        JerseyServer.serve(
                Integer.parseInt(arguments[0]),
                new ServicesResource(Files.readAllBytes(Path.of(arguments[3]))),
                new TokenFilter(tokens));
    }
}
