// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/lightweb.islands.cfg}: what an administrator sets for islands. */
@ObjectClassDefinition(
        name = "LightWeb islands",
        description =
                "Quotas, and how a lost owner is replaced. What is there already stays when a quota"
                        + " is made smaller.")
public @interface IslandConfig {
    @AttributeDefinition(description = "The most islands that one person may have made, 0 to 1000")
    int islands__per__person() default 20;

    @AttributeDefinition(
            description =
                    "The most members of one island, with those on the way in, 1 to 10000. NetBird"
                            + " computes what each member's devices may reach anew at each change")
    int members__per__island() default 500;

    @AttributeDefinition(description = "The most open invitations of one island, 1 to 1000")
    int invitations__per__island() default 100;

    @AttributeDefinition(
            description =
                    "The most devices without a login that one member may answer for on one island,"
                            + " 0 to 100")
    int devices__per__member() default 10;

    @AttributeDefinition(
            description =
                    "Below which domain each island has a DNS zone that its members alone see:"
                            + " <slug>.<domain>, lower-case labels with dots; empty for no zones."
                            + " Another than dns_suffix in lightweb.catalog.cfg, where services get"
                            + " their names: NetBird has each zone once")
    String names__domain() default "islands.tuttle.internal";

    @AttributeDefinition(
            description =
                    "Hours from the announcement of a new owner by an administrator until they own"
                            + " the island, 1 to 720: time for an owner who is there after all to"
                            + " stop it")
    int rescue__delay__hours() default 72;
}
