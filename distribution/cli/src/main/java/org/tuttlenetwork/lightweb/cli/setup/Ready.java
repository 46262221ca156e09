// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

/**
 * What the first look has found to be well.
 *
 * @param zitadel with an owner's rights
 * @param netbird with an administrator's rights
 * @param organizationId whose people and project it is about
 * @param person who gets lightweb:admin
 * @param hooks whether Zitadel may call the host
 */
record Ready(
        Zitadel zitadel,
        Netbird netbird,
        String organizationId,
        AuthorizationStep.Person person,
        boolean hooks) {}
