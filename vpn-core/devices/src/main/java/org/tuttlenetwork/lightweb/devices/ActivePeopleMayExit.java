// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.Entitlements;

/**
 * Every active user may use the exit, until something else answers (DECISIONS 5.9): ranked below
 * any other.
 */
@Component(service = Entitlements.class, property = "service.ranking:Integer=-1000")
public final class ActivePeopleMayExit implements Entitlements {
    private static final int MOST_DEVICES = 5;

    private final Directory directory;

    @Activate
    public ActivePeopleMayExit(@Reference Directory directory) {
        this.directory = directory;
    }

    @Override
    public boolean mayUseExit(UserId user) {
        return directory.person(user).filter(Person::active).isPresent();
    }

    @Override
    public int maxDevices(UserId user) {
        return MOST_DEVICES;
    }
}
