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
    String url() default "";

    /** The first token. */
    @AttributeDefinition(
            description =
                    "A token of a service user with role network_admin: groups, policies, DNS;"
                            + " write $[secret:name]")
    String network__token() default "";

    /** The second token. */
    @AttributeDefinition(
            description =
                    "A token of a service user with role admin: users, setup keys; write"
                            + " $[secret:name]")
    String admin__token() default "";

    /** When tokens are replaced. */
    @AttributeDefinition(
            description =
                    "Days before a token's end at which the host makes itself the next one, 0 to"
                            + " 182; 0 for never. A token that lasts less than twice as long is"
                            + " replaced at half of its life")
    int rotate__before__days() default 30;

    /** How long a token of ours lasts. */
    @AttributeDefinition(
            description = "Days that a token lasts which the host makes itself, 1 to 365")
    int token__days() default 180;

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

    /** The nodes' metrics. */
    @AttributeDefinition(
            description = "The port on which VPN nodes show their metrics to the core, 1 to 65535")
    int node__metrics__port() default 9100;

    /** Zitadel over the mesh. */
    @AttributeDefinition(
            description =
                    "The port of Zitadel on the core where people reach it over the mesh, 1 to"
                            + " 65535; 0 where it is reached otherwise")
    int issuer__port() default 0;

    /** The core's group. */
    @AttributeDefinition(description = "The NetBird group of the core's machines")
    String core__group() default "core";

    /** The nodes' group. */
    @AttributeDefinition(description = "The NetBird group of the VPN nodes")
    String nodes__group() default "vpn-nodes";

    /** The administration's group. */
    @AttributeDefinition(description = "The NetBird group of machines for administration")
    String admin__group() default "admin";

    /** How far administration reaches. */
    @AttributeDefinition(
            description =
                    "Whether the admin group reaches everything, members' devices too; false"
                            + " narrows it to the core and the VPN nodes")
    boolean admin__reaches__all() default true;

    /** NetBird's Default policy. */
    @AttributeDefinition(
            description =
                    "Whether NetBird's policy named Default, which connects all with all, is"
                        + " removed once the infrastructure's policies stand. While it stands no"
                        + " island is private")
    boolean remove__default__policy() default false;
}
