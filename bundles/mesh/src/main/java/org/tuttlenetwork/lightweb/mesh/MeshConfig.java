// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The mesh's configuration: {@code etc/lightweb.mesh.cfg}. */
@ObjectClassDefinition(name = "LightWeb mesh")
public @interface MeshConfig {
    /** NetBird. */
    @AttributeDefinition(
            description = "NetBird's URL without /api, for example https://netbird.example")
    String url();

    /** The first token. */
    @AttributeDefinition(
            description =
                    "A token of a service user with role network_admin: groups, policies, DNS;"
                            + " write $[secret:name]")
    String network__token();

    /** The second token. */
    @AttributeDefinition(
            description =
                    "A token of a service user with role admin: users, setup keys; write"
                            + " $[secret:name]")
    String admin__token();

    /** How often everything is compared. */
    @AttributeDefinition(
            description = "Seconds between two full comparisons with NetBird, 10 to 3600")
    int reconcile__seconds() default 60;

    /** How long a call may take. */
    @AttributeDefinition(description = "Seconds for one call to NetBird, 1 to 60")
    int timeout__seconds() default 15;

    /** The infrastructure's policies. */
    @AttributeDefinition(
            description =
                    "Whether the policies of the infrastructure are declared: All to core,"
                            + " vpn-nodes to core, core to vpn-nodes, admin to All")
    boolean infrastructure() default true;

    /** The people's port. */
    @AttributeDefinition(
            description = "The port of the people's listener as the mesh reaches it, 1 to 65535")
    int people__port() default 8080;

    /** The nodes' port. */
    @AttributeDefinition(
            description = "The port of the nodes' listener as the mesh reaches it, 1 to 65535")
    int nodes__port() default 8443;
}
