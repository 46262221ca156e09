// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/lightweb.web.cfg}; {@link WebSettings} reads and validates them. */
@ObjectClassDefinition(name = "LightWeb web", description = "The listeners and their limits.")
public @interface WebConfig {
    @AttributeDefinition(description = "Address of the people's listener.")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Port of the people's listener.")
    int port() default 8080;

    @AttributeDefinition(
            description =
                    "Where people reach it, for example https://net.example.org. Required outside"
                            + " the demo; there it is http://127.0.0.1:<port>.")
    String public__url() default "";

    @AttributeDefinition(description = "Addresses of proxies in front, separated by commas.")
    String trusted__proxies() default "";

    @AttributeDefinition(description = "PEM file with the certificate and its chain, for HTTPS.")
    String certificate__file() default "";

    @AttributeDefinition(description = "PEM file with the key (PKCS #8) of the certificate.")
    String key__file() default "";

    @AttributeDefinition(
            description =
                    "Where people who are not in the mesh reach the door, for example"
                            + " https://join.example.org. Empty: there is no door. The door serves"
                            + " invitations, the login for them, and Zitadel's webhook; it alone"
                            + " may be published.")
    String door__url() default "";

    @AttributeDefinition(description = "Address of the door.")
    String door__host() default "127.0.0.1";

    @AttributeDefinition(description = "Port of the door.")
    int door__port() default 8081;

    @AttributeDefinition(description = "PEM file with the door's certificate and its chain.")
    String door__certificate__file() default "";

    @AttributeDefinition(description = "PEM file with the key (PKCS #8) of the door's certificate.")
    String door__key__file() default "";

    @AttributeDefinition(description = "Addresses of the nodes' listener, separated by commas.")
    String nodes__host() default "127.0.0.1";

    @AttributeDefinition(description = "Port of the nodes' listener.")
    int nodes__port() default 8443;

    @AttributeDefinition(description = "Address of the listener for health and metrics.")
    String metrics__host() default "127.0.0.1";

    @AttributeDefinition(description = "Port of the listener for health and metrics.")
    int metrics__port() default 9464;

    @AttributeDefinition(description = "Most bytes of a request's body on the people's listener.")
    long body__limit__bytes() default 1048576;

    @AttributeDefinition(description = "Most bytes of a request's body on the nodes' listener.")
    long nodes__body__limit__bytes() default 1048576;

    @AttributeDefinition(description = "Seconds after which a request is answered 503.")
    int request__timeout__seconds() default 30;

    @AttributeDefinition(description = "Seconds after which a people's connection is closed.")
    int idle__timeout__seconds() default 60;

    @AttributeDefinition(
            description = "Seconds after which a node's connection is closed; at least 90.")
    int nodes__idle__timeout__seconds() default 120;

    @AttributeDefinition(description = "Seconds that running requests get when the host stops.")
    int stop__timeout__seconds() default 10;

    @AttributeDefinition(description = "Refused tokens a minute and client before it gets 429.")
    int refused__tokens__per__minute() default 120;

    @AttributeDefinition(
            description =
                    "Origins beside our own that forms may lead to through redirects (the identity"
                            + " provider's), separated by commas.")
    String form__targets() default "";

    @AttributeDefinition(
            description =
                    "Features without which the host is not ready, separated by commas: until all"
                            + " contribute something, unknown paths answer 503 instead of 404.")
    String needed__features() default
            "catalog, devices, features, identity, islands, mesh, nodes, pools, portal";
}
