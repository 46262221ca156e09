// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The nodes' configuration: {@code etc/lightweb.nodes.cfg}. */
@ObjectClassDefinition(name = "LightWeb nodes")
public @interface NodesConfig {
    /** Inside the tunnels. */
    @AttributeDefinition(
            description = "The address of nodes and their DNS server inside the tunnels, IPv4")
    String tunnel__address() default "10.64.0.1";

    /** The IPv4 range of exit devices. */
    @AttributeDefinition(description = "The range of exit devices' addresses, IPv4 CIDR")
    String range__v4() default "10.64.0.0/10";

    /** The IPv6 range of exit devices. */
    @AttributeDefinition(description = "The range of exit devices' addresses, IPv6 ULA CIDR /48")
    String range__v6() default "fd7a:7474:6c65::/48";

    /** The group in NetBird that nodes join. */
    @AttributeDefinition(description = "The exact name of the NetBird group of VPN nodes")
    String mesh__group() default "vpn-nodes";

    /** Where an agent enrols. */
    @AttributeDefinition(
            description =
                    "Where nodes reach this host over the mesh: https, a name of server_names in"
                            + " etc/lightweb.pki.cfg, and the port of the nodes' listener; the"
                            + " page for a new node shows it")
    String join__url() default "https://core-services:8443";
}
