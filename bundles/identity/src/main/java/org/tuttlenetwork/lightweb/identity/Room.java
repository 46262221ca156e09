// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.identity.store.Grants;
import org.tuttlenetwork.lightweb.identity.store.Hints;
import org.tuttlenetwork.lightweb.identity.store.Intents;
import org.tuttlenetwork.lightweb.identity.store.People;
import org.tuttlenetwork.lightweb.identity.store.ProjectRoles;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelClient;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the workers of this room share.
 *
 * @param database the schema
 * @param zitadel the client
 * @param settings the configuration
 * @param pulse whether Zitadel answers
 * @param restored what a restored, older state holds back
 * @param clock for times of rows
 */
record Room(
        Database database,
        ZitadelClient zitadel,
        Settings settings,
        Pulse pulse,
        RestoredRoles restored,
        Clock clock) {
    private static final People PEOPLE = new People();
    private static final Grants GRANTS = new Grants();
    private static final ProjectRoles ROLES = new ProjectRoles();
    private static final Intents INTENTS = new Intents();
    private static final Hints HINTS = new Hints();

    People people() {
        return PEOPLE;
    }

    Grants grants() {
        return GRANTS;
    }

    ProjectRoles roles() {
        return ROLES;
    }

    Intents intents() {
        return INTENTS;
    }

    Hints hints() {
        return HINTS;
    }

    /** Now, as PostgreSQL can keep it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether a grant is of the expected project and organization. */
    boolean isCounted(Authorization told) {
        return told.projectId().equals(settings.zitadel().projectId())
                && told.organizationId().equals(settings.zitadel().organizationId());
    }
}
