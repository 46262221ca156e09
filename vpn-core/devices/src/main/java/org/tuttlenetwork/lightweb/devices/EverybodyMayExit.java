// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.Entitlements;

/**
 * Every active user may use the exit, until something else answers (DECISIONS 5.9): ranked below
 * any other.
 */
@Component(service = Entitlements.class, property = "service.ranking:Integer=-1000")
public final class EverybodyMayExit implements Entitlements {
    private static final int MOST_DEVICES = 5;

    @Override
    public boolean mayUseExit(UserId user) {
        return true;
    }

    @Override
    public int maxDevices(UserId user) {
        return MOST_DEVICES;
    }
}
